import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Custom properties of the first block that follows a marker. */
function properties(css: string, marker: string): Map<string, string> {
  const block = css.slice(css.indexOf(marker)).match(/\{([^{}]*--[^{}]*)\}/)?.[1] ?? '';
  return new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]));
}

test('the index page is dark in the very colours of the map pages', () => {
  const read = (name: string): string => readFileSync(`src/style/${name}.css`, 'utf8');
  const dark = properties(read('tokens'), '[data-scheme="dark"]');
  const index = properties(read('index'), 'prefers-color-scheme: dark');
  assert.ok(index.size > 15);
  for (const [name, value] of index) assert.equal(value, dark.get(name), name);
});

test('the index page uses no dark colour that it does not set', () => {
  const css = readFileSync('src/style/index.css', 'utf8');
  const index = properties(css, 'prefers-color-scheme: dark');
  const used = new Set([...css.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name));
  used.delete('--font');
  assert.deepEqual([...used].filter((name) => !index.has(name)), []);
});
