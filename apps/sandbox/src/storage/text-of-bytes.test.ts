import { textOfBytes } from './text-of-bytes.ts';

test('gives UTF-8 back byte for byte', () => {
  const bytes = Buffer.from('\uFEFFGrüße, 世界\r\n\0');
  expect(Buffer.from(textOfBytes(bytes), 'utf8').equals(bytes)).toBe(true);
});

test('gives any other bytes back as Latin-1', () => {
  const bytes = Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65, 0xff, 0x00]);
  expect(Buffer.from(textOfBytes(bytes), 'latin1').equals(bytes)).toBe(true);
});
