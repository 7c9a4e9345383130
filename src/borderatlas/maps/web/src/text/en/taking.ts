/** What a reader takes along: links, pictures, paper, distances, files. */

import { number, plural } from './numbers';

export const taking = {
  embed: {
    title: (atlas: string, page: string) => `${atlas}: ${page}`,
    full: 'Open the full page',
    wheel: 'Click the map to zoom with the wheel',
    touch: 'Move the map with two fingers',
  },

  share: {
    button: 'Share',
    title: 'Share this view',
    link: 'Link to this view',
    embed: 'Code for another page',
    fromFile: 'This page was opened from a file. Put the file where others can reach it, and its address in front of the name.',
    cite: 'Cite',
    citation: (parts: { title: string; version: string; facts: string; address: string }) =>
      `${parts.title}. Border atlas; line: ${parts.version}${parts.facts ? `; facts to ${parts.facts}` : ''}. ${parts.address}`,
  },

  picture: {
    button: 'Save picture',
    failed: 'This browser gave no picture. Print the page into a file instead.',
    saved: (date: string) => `saved ${date}`,
    withoutOnline: (host: string) => `The picture shows the drawn map: the online background of ${host} is left out.`,
    withoutOverlays: 'What the author of this page put on the map besides is left out.',
    heading: (atlas: string, page: string) => `${atlas}: ${page}`,
    family: (title: string, n: number) => `${title} ${number(n)}`,
    credits: (credits: string) => `Data: ${credits}`,
    file: (page: string, date: string) => `borderatlas-${page}-${date}.png`,
  },

  /** What the reader left out, where the words of the filters alone would not say it. */
  choice: {
    shown: (parts: readonly string[]) => `Shown: ${parts.join('; ')}.`,
    without: (titles: string) => `without ${titles}`,
    years: (span: string) => `${span} and what is undated`,
    km: (from: string, to: string) => `km ${from} to ${to}`,
    kinds: (names: string) => `only ${names}`,
    statuses: (names: string) => `status ${names}`,
    actors: (names: string) => `with ${names}`,
    disputed: 'only where sources disagree',
  },

  print: {
    button: 'Print',
    heading: (atlas: string, page: string) => `${atlas}: ${page}`,
    length: (length: string) => `${length} km`,
    line: (version: string) => `line: ${version}`,
    facts: (date: string) => `facts to ${date}`,
    printed: (date: string) => `printed ${date}`,
    outside: 'outside this map',
    notDrawn: 'listed only',
    events: (n: number) => plural(n, '1 event, west to east', `${number(n)} events, west to east`),
    further: (n: number) => plural(n, '1 further feature, west to east', `${number(n)} further features, west to east`),
    deaths: (deaths: string) => `deaths: ${deaths}`,
    sources: (n: number) => plural(n, '1 source', `${number(n)} sources`),
    precision: (radius: string) => `±${radius}`,
    noKm: 'no km',
    parts: (parts: readonly string[]) => parts.join('; '),
    measured: (words: string) => `Measured: ${words}.`,
    missing: (wide: number, unplaced: number) =>
      [
        wide > 0 && `${number(wide)} known only to more than 50 km`,
        unplaced > 0 && `${number(unplaced)} without a known place`,
      ]
        .filter((part) => part !== false)
        .join(', ')
        .concat(' stand in the lists only.'),
    status: 'Status is the last one documented.',
    schematic: 'Courses are schematic, not surveyed.',
    counts: 'Counts follow reporting and are no trend.',
    numbers: 'Numbers on the map are those of the list.',
    overlays: 'What the author of this page put on the map besides is not printed.',
  },

  measuring: {
    start: 'Measure distances (R)',
    end: 'End measuring',
    label: 'Measuring',
    hint: 'Click or tap points on the map. With the keyboard: Enter adds the point under the cross.',
    next: 'Add a second point.',
    km: (value: string) => `${value} km`,
    total: (length: string, stretches: number) => `${length} in ${number(stretches)} stretches`,
    straight: (length: string) => `${length} straight`,
    along: (length: string) => `${length} along the border`,
    undo: 'Remove the last point',
    undoShort: 'Undo',
    copy: 'Copy',
    endShort: 'Done',
  },

  download: {
    open: 'Download what I see',
    label: 'Downloads',
    features: (n: number, licence: string) => `${plural(n, '1 feature', `${number(n)} features`)}, ${licence}`,
    line: (licence: string) => `The line itself, ${licence}`,
    note: 'Each file holds data of one licence. They are made here, in your browser.',
    gpxNote: (n: number) => plural(n, 'GPX: 1 placed feature', `GPX: ${number(n)} placed features`),
    nothing: 'Nothing to download: no feature is shown.',
    saved: (file: string) => `Handed to your browser: ${file}`,
    framed: 'This page lies within another one, which may forbid downloads. If no file arrives, open the page on its own.',
    failed: 'This browser could not make the file.',
    title: (atlas: string, page: string) => `${atlas}: ${page}`,
    source: (parts: readonly string[]) => parts.join(', '),
    supports: (source: string, what: string) => `${source} (${what})`,
    describe: (parts: readonly string[]) => parts.join('. '),
    attribution: (atlas: string, line: string) => `${atlas}, border atlas. Kilometres are measured on the line: ${line}`,
  },
};
