import assert from 'node:assert/strict';
import { test } from 'node:test';

import { embedCode, embeddedAddress, fullAddress, isEmbedded, keepingEmbed, sharedAddress } from '../src/embed/address';
import { layoutFor } from '../src/shell/layout';

const web = { protocol: 'https:', origin: 'https://example.org', pathname: '/maps/atlas.html', search: '', hash: '' };
const file = { protocol: 'file:', origin: 'null', pathname: '/home/reader/maps/atlas.html', search: '', hash: '' };

test('a page is embedded by its query or by its fragment', () => {
  assert.ok(isEmbedded({ search: '?embed', hash: '' }));
  assert.ok(isEmbedded({ search: '?a=1&embed=1', hash: '#m=8/37/70' }));
  assert.ok(isEmbedded({ search: '', hash: '#embed&m=8/37/70' }));
  assert.ok(!isEmbedded({ search: '?embedded', hash: '#s=embed' }));
});

test('the full page is the same view without the word', () => {
  assert.equal(fullAddress({ ...web, search: '?embed&x=1', hash: '#embed&m=8/37/70' }), 'https://example.org/maps/atlas.html?x=1#m=8/37/70');
  assert.equal(fullAddress({ ...file, search: '?embed' }), 'file:///home/reader/maps/atlas.html');
});

test('what is passed on names no folder of the reader’s disk', () => {
  assert.equal(sharedAddress({ ...web, hash: '#s=a' }, 'atlas'), 'https://example.org/maps/atlas.html#s=a');
  assert.equal(sharedAddress({ ...file, search: '?embed', hash: '#s=a' }, 'atlas'), 'atlas.html#s=a');
  assert.equal(sharedAddress({ protocol: 'about:', origin: 'null', pathname: 'srcdoc', search: '', hash: '#s=a' }, 'clashes'), 'clashes.html#s=a');
});

test('the code for another page is markup that cannot be broken out of', () => {
  const address = embeddedAddress({ ...web, hash: '#s=a&l=b' }, 'atlas');
  assert.equal(address, 'https://example.org/maps/atlas.html?embed#s=a&l=b');
  const code = embedCode(address, 'A "title" <b>');
  assert.match(code, /src="https:\/\/example\.org\/maps\/atlas\.html\?embed#s=a&amp;l=b"/);
  assert.match(code, /title="A &quot;title&quot; &lt;b>"/);
});

test('a fragment that is written keeps the word of the one before', () => {
  assert.equal(keepingEmbed('m=8/37/70', 'embed&s=a'), 'embed&m=8/37/70');
  assert.equal(keepingEmbed('', 'embed'), 'embed');
  assert.equal(keepingEmbed('m=8/37/70', 's=embed'), 'm=8/37/70');
});

test('within another page the panel stays folded, however wide the frame', () => {
  assert.deepEqual([400, 560, 1400].map((width) => layoutFor(width, 400, true)), ['narrow', 'middle', 'middle']);
});
