import { expect, test } from 'vitest';
import { parsePoint } from '#renderer/screens/inbox/compose/parse-point.ts';

test.each([
  '52.5, 13.37',
  '52.5 13.37',
  ' 52.5,13.37 ',
  'https://www.openstreetmap.org/?mlat=52.5&mlon=13.37#map=17/1/2',
  'https://www.openstreetmap.org/#map=17/52.5/13.37',
  'https://maps.example/maps?q=52.5,13.37',
  'https://maps.example/place/Gate/@52.5,13.37,17z',
])('%s is a place', (text) => {
  expect(parsePoint(text)).toEqual({ latitude: 52.5, longitude: 13.37 });
});

test.each(['', 'Berlin', '91, 0', '0, 181', '52.5', 'https://example.org/'])(
  '%j is none',
  (text) => {
    expect(parsePoint(text)).toBeNull();
  },
);
