import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../standards/canonical-json.ts';
import { sha256OfValue } from '../../standards/hash.server.ts';
import { anEdition } from '../builders/an-edition.ts';

const json = fc.jsonValue({ noUnicodeString: false }).filter((value) => JSON.stringify(value).isWellFormed());

describe('canonical JSON', () => {
  it('sorts keys by code unit at every depth and writes no spaces', () => {
    expect(canonicalJson({ b: [{ z: 1, a: 'ü' }], a: null, B: true, '10': 1, '9': 0.5 })).toBe(
      '{"10":1,"9":0.5,"B":true,"a":null,"b":[{"a":"ü","z":1}]}',
    );
  });

  it('reads back as the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which an object was built', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), json), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([
    ['undefined', { a: { b: undefined } }, '$.a.b'],
    ['NaN', [1, Number.NaN], '$[1]'],
    ['infinity', { a: Number.POSITIVE_INFINITY }, '$.a'],
    ['a big integer', { a: 1n }, '$.a'],
    ['a function', { a: () => 1 }, '$.a'],
    ['a date', { a: new Date(0) }, '$.a'],
    ['a map', new Map(), '$'],
    ['a gap in a list', { a: new Array(1) }, '$.a[0]'],
    ['half a surrogate pair', { a: '\ud83d' }, '$.a'],
  ])('refuses %s and says where it stands', (_, value, place) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(place);
  });

  it('refuses a circle, but not the same part twice', () => {
    const part = { a: 1 };
    const circle: { self?: unknown } = {};
    circle.self = [circle];
    expect(() => canonicalJson(circle)).toThrow('circle');
    expect(canonicalJson([part, part])).toBe('[{"a":1},{"a":1}]');
  });
});

describe('the hash of a value', () => {
  it('is the SHA-256 of its canonical JSON', () => {
    expect(sha256OfValue({ b: 1, a: 2 })).toBe('d3626ac30a87e6f7a6428233b3c68299976865fa5508e4267c5415c76af7a772');
  });

  it('of an edition stays what it is: a field that the contract adds must be optional without a default', () => {
    expect(sha256OfValue(anEdition())).toBe('dc6e35815354ea62e62c185a161d547c81306c6e5640399a659a099536feefe5');
  });
});
