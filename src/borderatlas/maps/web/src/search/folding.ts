/**
 * One spelling for many: what a reader types and what the data say meet in folded words, whatever the script.
 *
 * `fold` takes away what a reader may leave out: case, marks, apostrophes, the ways to write one Arabic letter; Cyrillic becomes
 * Latin. `soundOf` goes further and keeps consonants only, as scripts and languages disagree most on vowels: Khorog, Khorugh, Хоруғ,
 * Хорог and خاروغ all sound `hrg`. Pure.
 */

/** Tajik, Russian, and the further letters of their neighbours, near to how GeoNames romanises them. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ғ: 'gh', ґ: 'g', д: 'd', е: 'e', ё: 'yo', є: 'ye', ж: 'zh', з: 'z', и: 'i', ӣ: 'i', і: 'i', ї: 'yi',
  й: 'y', к: 'k', қ: 'q', л: 'l', м: 'm', н: 'n', ң: 'ng', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ӯ: 'u', ў: 'o',
  ү: 'u', ф: 'f', х: 'kh', ҳ: 'h', ц: 'ts', ч: 'ch', ҷ: 'j', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
};

/** Letters that keyboards of Persian, Pashto, Arabic and Urdu write differently, and Latin ones without a decomposition. */
const LETTERS: Readonly<Record<string, string>> = {
  ي: 'ی', ى: 'ی', ې: 'ی', ۍ: 'ی', ے: 'ی', ك: 'ک', ڪ: 'ک', ګ: 'گ', ة: 'ه', ہ: 'ه', ە: 'ه', ھ: 'ه', ٱ: 'ا',
  ı: 'i', ł: 'l', đ: 'd', ø: 'o', æ: 'ae', ß: 'ss',
};

/** Apostrophes of every kind, the tatweel, and marks of direction. */
const SILENT = /['’‘ʼʻʿʾ`´′ـ\u061c\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Parts Persian words where they are joined in meaning: written, left out, or replaced by a space. */
const ZWNJ = '\u200c';
const DIGITS = /[٠-٩۰-۹]/g;

/** `0`–`9` for the digits of Arabic and Persian. */
export function plainDigits(value: string): string {
  return value.replace(DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** Folded text: lower case, no marks, Cyrillic as Latin, one form of each Arabic letter. */
export function fold(value: string): string {
  return folded(value.includes(ZWNJ) ? value.split(ZWNJ).join('') : value);
}

/** Most text is plain and needs no look at each letter. */
const PLAIN = /^[\u0000-\u007f]*$/;

function folded(value: string): string {
  if (PLAIN.test(value)) return value.toLowerCase().replace(/['`]/g, '');
  let latin = '';
  for (const letter of plainDigits(value.normalize('NFC').toLowerCase().replace(SILENT, ''))) latin += CYRILLIC[letter] ?? letter;
  let plain = '';
  for (const letter of latin.normalize('NFKD').replace(/\p{M}/gu, '')) plain += LETTERS[letter] ?? letter;
  return plain;
}

const split = (value: string): string[] => value.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** Folded words as a reader types them. */
export function wordsOf(value: string): string[] {
  return split(fold(value));
}

/** Folded words as the index holds them: parts of a joined Persian word also stand alone. */
export function indexedWords(value: string): string[] {
  const words = wordsOf(value);
  return value.includes(ZWNJ) ? [...words, ...split(folded(value.split(ZWNJ).join(' ')))] : words;
}

const ARABIC: Readonly<Record<string, string>> = {
  ب: 'b', پ: 'p', ت: 't', ط: 't', ټ: 't', ث: 's', س: 's', ص: 's', څ: 's', ج: 'J', ژ: 'J', ږ: 'J', چ: 'J', ح: 'h', ه: 'h', خ: 'H',
  د: 'd', ډ: 'd', ذ: 'z', ز: 'z', ض: 'z', ظ: 'z', ځ: 'z', ر: 'r', ړ: 'r', ش: 'X', ښ: 'X', غ: 'g', گ: 'g', ف: 'f', ق: 'k', ک: 'k',
  ل: 'l', م: 'm', ن: 'n', ڼ: 'n', و: 'w', ی: 'y', ا: 'a', ع: 'a', ء: '',
};

/** Longer ones first. Ванч and Ванҷ are one valley, so ch and j sound alike. */
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/shch|sh/g, 'X'],
  [/dzh|dj|zh|ch|j/g, 'J'],
  [/kh|x/g, 'H'],
  [/gh/g, 'g'],
  [/ts/g, 's'],
  [/[qc]/g, 'k'],
  [/v/g, 'w'],
  [/[eiou]/g, 'a'],
];

/** Consonants of a folded word; empty where too few are left to tell words apart. */
export function soundOf(word: string): string {
  if (/\d/.test(word)) return '';
  let sound = '';
  if (/[\u0600-\u06ff]/.test(word)) for (const letter of word) sound += ARABIC[letter] ?? '';
  else sound = LATIN.reduce((rest, [letters, one]) => rest.replace(letters, one), word);
  const [first = '', ...rest] = sound;
  // At the end of a word h is a sign for a vowel; w, y and vowels are sounds of their own at its beginning only.
  const kept = first + rest.join('').replace(/h$/, '').replace(/[awy]/g, '');
  const plain = kept.toLowerCase().replace(/(.)\1+/g, '$1');
  return plain.length >= 2 ? plain : '';
}
