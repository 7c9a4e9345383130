import assert from 'node:assert/strict';
import { test } from 'node:test';

import { safeHref } from '../src/dom/link';

test('http, https and mailto lead outward', () => {
  assert.equal(safeHref('https://example.org/a?b=c#d'), 'https://example.org/a?b=c#d');
  assert.equal(safeHref('HTTP://example.org'), 'http://example.org/');
  assert.equal(safeHref('mailto:maps@example.org'), 'mailto:maps@example.org');
  assert.equal(safeHref('https://example.org/%D0%B2'), 'https://example.org/%D0%B2');
});

test('everything else is text', () => {
  const refused = [
    undefined,
    '',
    'example.org',
    '//example.org/x',
    '/etc/passwd',
    '#s=x',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.org/1',
    'file:///etc/passwd',
    'vbscript:x',
    'https:example.org',
    'https:///example.org',
    'https://',
    'https://exa mple.org',
    'https://example.org/\u2028x',
    `https://example.org/${'x'.repeat(5000)}`,
  ];
  for (const address of refused) assert.equal(safeHref(address), null, String(address).slice(0, 60));
});
