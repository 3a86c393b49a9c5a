/** Code points, as ranges from and to; in no order. */
export type CharacterSet = readonly (readonly [from: number, to: number])[];

const last = 0x10ffff;

export const everyCharacter: CharacterSet = [[0, last]];

export const characterSetOf = (character: string): CharacterSet => {
	const point = character.codePointAt(0) ?? 0;
	return [[point, point]];
};

const digits: CharacterSet = [[0x30, 0x39]];
const word: CharacterSet = [...digits, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
const space: CharacterSet = [
	[0x09, 0x0d],
	[0x20, 0x20],
	[0xa0, 0xa0],
	[0x1680, 0x1680],
	[0x2000, 0x200a],
	[0x2028, 0x2029],
	[0x202f, 0x202f],
	[0x205f, 0x205f],
	[0x3000, 0x3000],
	[0xfeff, 0xfeff],
];

export function complementOf(set: CharacterSet): CharacterSet {
	const rest: [number, number][] = [];
	let next = 0;
	for (const [from, to] of [...set].sort(([a], [b]) => a - b)) {
		if (from > next) rest.push([next, from - 1]);
		next = Math.max(next, to + 1);
	}
	if (next <= last) rest.push([next, last]);
	return rest;
}

export const lineCharacters = complementOf([
	[0x0a, 0x0a],
	[0x0d, 0x0d],
	[0x2028, 0x2029],
]);

/** Of the escapes that stand for more than one character. */
export const namedSets: Readonly<Record<string, CharacterSet>> = {
	d: digits,
	w: word,
	s: space,
	D: complementOf(digits),
	W: complementOf(word),
	S: complementOf(space),
};

export const overlap = (a: CharacterSet, b: CharacterSet): boolean =>
	a.some(([from, to]) => b.some((other) => from <= other[1] && other[0] <= to));
