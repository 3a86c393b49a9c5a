import {
	characterSetOf,
	complementOf,
	everyCharacter,
	lineCharacters,
	namedSets,
	type CharacterSet,
} from './character-sets.ts';

export type PatternNode =
	| { readonly kind: 'character'; readonly set: CharacterSet }
	| { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
	| { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
	| { readonly kind: 'repeat'; readonly body: PatternNode; readonly least: number; readonly most: number };

/** Takes no character: anchors and word borders. */
const nothing: PatternNode = { kind: 'sequence', parts: [] };

/**
 * Reads a regular expression that compiles with the flag `u`. Sets that are hard to tell, such as `\p{L}`, are read
 * as every character.
 *
 * @returns null where it looks around, refers back or sets flags, which a tree of characters cannot say
 */
export function parsePattern(pattern: string): PatternNode | null {
	const tokens = pattern.match(tokenPattern) ?? [];
	let at = 0;
	let isBeyond = false;

	function choice(): PatternNode {
		const options = [sequence()];
		while (tokens[at] === '|') {
			at += 1;
			options.push(sequence());
		}
		return options.length === 1 ? options[0]! : { kind: 'choice', options };
	}

	function sequence(): PatternNode {
		const parts: PatternNode[] = [];
		while (at < tokens.length && tokens[at] !== '|' && tokens[at] !== ')') parts.push(repeated(atom()));
		return { kind: 'sequence', parts };
	}

	function atom(): PatternNode {
		const token = tokens[at++]!;
		if (token.startsWith('(')) {
			if (token.startsWith('(?') && token !== '(?:' && !token.endsWith('>')) isBeyond = true;
			const inner = choice();
			at += 1;
			return inner;
		}
		if (/^\\[1-9k]/.test(token)) isBeyond = true;
		if (['^', '$', '\\b', '\\B'].includes(token)) return nothing;
		return { kind: 'character', set: setOf(token) };
	}

	function repeated(body: PatternNode): PatternNode {
		const bounds = boundsOf(tokens[at]);
		if (!bounds) return body;
		at += 1;
		return { kind: 'repeat', body, ...bounds };
	}

	const tree = choice();
	return isBeyond ? null : tree;
}

const escape = String.raw`\\(?:u\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|[pP]\{[^}]*\}|c[A-Za-z]|[^])`;
const group = String.raw`\(\?<[\p{L}_$][^>]*>|\(\?(?:<?[=!]|[a-z-]*:)|\(`;
const repeat = String.raw`(?:[*+?]|\{\d+(?:,\d*)?\})\??`;
const tokenPattern = new RegExp(String.raw`${escape}|\[(?:${escape}|[^\]])*\]|${group}|${repeat}|[^]`, 'gu');

function boundsOf(token: string | undefined): { least: number; most: number } | null {
	if (!token) return null;
	if (/^[*+?]/.test(token)) return { least: token[0] === '+' ? 1 : 0, most: token[0] === '?' ? 1 : Infinity };
	const counted = /^\{(\d+)(,?)(\d*)\}/.exec(token);
	if (!counted) return null;
	const [, least, comma, most] = counted;
	return { least: Number(least), most: comma ? Number(most || Infinity) : Number(least) };
}

function setOf(token: string): CharacterSet {
	if (token === '.') return lineCharacters;
	if (token.startsWith('[')) return classOf(token);
	if (!token.startsWith('\\')) return characterSetOf(token);
	return namedSets[token[1]!] ?? escapedSet(token);
}

const controls: Readonly<Record<string, string>> = {
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
	f: '\f',
	b: '\b',
	0: '\0',
};

function escapedSet(token: string): CharacterSet {
	const kind = token[1]!;
	if (kind === 'p' || kind === 'P') return everyCharacter;
	if (kind === 'c') return characterSetOf(String.fromCharCode(token.charCodeAt(2) % 32));
	if (kind !== 'u' && kind !== 'x') return characterSetOf(controls[kind] ?? token.slice(1));
	const point = Number.parseInt(token.replace(/[^\dA-Fa-f]/g, ''), 16);
	// Half of a pair, whose other half follows.
	return point >= 0xd800 && point <= 0xdfff ? everyCharacter : [[point, point]];
}

const memberPattern = new RegExp(String.raw`(${escape}|[^])(?:-(${escape}|[^]))?`, 'gu');

function classOf(token: string): CharacterSet {
	const isNegated = token.startsWith('[^');
	const members = [...token.slice(isNegated ? 2 : 1, -1).matchAll(memberPattern)];
	const sets = members.map(([, from = '', to]) => {
		if (to === undefined) return memberSet(from);
		return [[memberSet(from)[0]![0], memberSet(to)[0]![1]]] as const;
	});
	const set = sets.flat();
	if (sets.includes(everyCharacter)) return everyCharacter;
	return isNegated ? complementOf(set) : set;
}

const memberSet = (token: string): CharacterSet => (token === '.' ? characterSetOf('.') : setOf(token));
