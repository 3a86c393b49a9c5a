import { appendToPointer } from '../../json-pointer.ts';

/** A place in a text: the offset in UTF-16 units from 0, line and column from 1. */
export interface TextPlace {
	offset: number;
	line: number;
	column: number;
}

export type ParsedText = { ok: true; value: unknown } | { ok: false; place: TextPlace };

/** Reads JSON; where it is none, says the first place that cannot be read. */
export function parseJsonText(text: string): ParsedText {
	try {
		return { ok: true, value: JSON.parse(text) };
	} catch {
		return {
			ok: false,
			place: placeIn(
				text,
				scan(text, () => {}),
			),
		};
	}
}

/** From where to where the value at a pointer stands in a JSON text; null where the text does not have it. */
export function findInJsonText(text: string, pointer: string): { from: TextPlace; to: TextPlace } | null {
	let found: [number, number] | null = null;
	scan(text, (at, from, to) => {
		// The last one counts where a key is repeated, as it does for whoever reads the value.
		if (at === pointer) found = [from, to];
	});
	return found && { from: placeIn(text, found[0]), to: placeIn(text, found[1]) };
}

export function placeIn(text: string, offset: number): TextPlace {
	const before = text.slice(0, offset);
	const line = before.split('\n').length;
	return { offset, line, column: offset - before.lastIndexOf('\n') };
}

interface Open {
	pointer: string;
	from: number;
	/** The index of the next entry of a list; null in an object. */
	index: number | null;
}

const whitespace = /[ \t\n\r]*/y;
// Of the control characters, JSON forbids those below the space; the class also holds 0x7f to 0x9f.
const characters = String.raw`(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*`;
const string = new RegExp(`"${characters}"`, 'uy');
const scalar = new RegExp(
	String.raw`"${characters}"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null`,
	'uy',
);

/**
 * Walks a JSON text without recursion and names each value with its place.
 *
 * @returns where it cannot go on: the length of the text when all of it is JSON.
 */
function scan(text: string, visit: (pointer: string, from: number, to: number) => void): number {
	const open: Open[] = [];
	let at = 0;
	let pointer = '';
	const skip = () => void (at += match(whitespace, text, at)?.length ?? 0);

	for (;;) {
		skip();
		const from = at;
		const opening = text[at];
		if (opening === '{' || opening === '[') {
			at += 1;
			skip();
			open.push({ pointer, from, index: opening === '[' ? 0 : null });
			if (text[at] !== closingOf(open.at(-1)!)) {
				const next = enter(open.at(-1)!);
				if (next === null) return at;
				pointer = next;
				continue;
			}
		} else {
			const word = match(scalar, text, at);
			if (word === null) return at;
			at += word.length;
			visit(pointer, from, at);
		}
		const next = leave();
		if (next === null) return at;
		pointer = next;
	}

	/** Goes to the next value after one has ended; null when there is none or the text is at fault. */
	function leave(): string | null {
		for (;;) {
			skip();
			const inside = open.at(-1);
			if (!inside) return null;
			if (text[at] === closingOf(inside)) {
				at += 1;
				open.pop();
				visit(inside.pointer, inside.from, at);
			} else if (text[at] === ',') {
				at += 1;
				skip();
				return enter(inside);
			} else {
				return null;
			}
		}
	}

	/** The pointer of the value that comes next, after its key in an object; null when the key is at fault. */
	function enter(inside: Open): string | null {
		if (inside.index !== null) {
			inside.index += 1;
			return appendToPointer(inside.pointer, inside.index - 1);
		}
		const key = match(string, text, at);
		if (key === null) return null;
		at += key.length;
		skip();
		if (text[at] !== ':') return null;
		at += 1;
		return appendToPointer(inside.pointer, String(JSON.parse(key)));
	}
}

const closingOf = ({ index }: Open) => (index === null ? '}' : ']');

function match(pattern: RegExp, text: string, at: number): string | null {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? null;
}
