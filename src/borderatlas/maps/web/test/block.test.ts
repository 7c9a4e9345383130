import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';

import { readBlock, UnreadableData } from '../src/data/block';

const payload = { format: 1, page: { title: 'چای </script> \u2028 `${x}` {{ 7*7 }}' } };

test('a plain block and a deflated one hold the same', () => {
  const plain = JSON.stringify({ encoding: 'json', data: payload });
  const packed = JSON.stringify({ encoding: 'deflate', data: deflateSync(JSON.stringify(payload)).toString('base64') });
  assert.deepEqual(readBlock(plain), payload);
  assert.deepEqual(readBlock(packed), payload);
});

test('a damaged block is told as such', () => {
  const packed = deflateSync(JSON.stringify(payload)).toString('base64');
  for (const text of ['', '{"encoding":"json"', '{"encoding":"deflate","data":"%%%"}', JSON.stringify({ encoding: 'deflate', data: packed.slice(0, 20) }), 'null']) {
    assert.throws(() => readBlock(text), UnreadableData, text);
  }
});

test('a block of another format is refused by its number', () => {
  assert.throws(() => readBlock('{"encoding":"json","data":{"format":2}}'), /format 2/);
  assert.throws(() => readBlock('{"encoding":"json","data":{}}'), UnreadableData);
});
