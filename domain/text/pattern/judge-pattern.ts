import { everyCharacter, overlap, type CharacterSet } from './character-sets.ts';
import { parsePattern, type PatternNode } from './parse-pattern.ts';

/** Longer ones are not judged, nor those with more places for a character. */
const mostLength = 2_000;
const mostPlaces = 250;
/** Ways that a text may be tried in where the pattern does not repeat. */
const mostWays = 1_000;

export type PatternFault = 'ambiguous' | 'too_long' | 'not_judged';

/**
 * Whether a regular expression could take longer than in proportion to the text. The engine goes back and tries
 * again wherever the same text can be read in two ways, so inside a repeat, or from one repeat to the next, the
 * next character has to say how the pattern goes on. Stricter than necessary: some patterns that end soon are
 * refused too.
 *
 * @param pattern one that compiles with the flag `u`
 */
export function judgePattern(pattern: string): PatternFault | null {
	if (pattern.length > mostLength) return 'too_long';
	const tree = parsePattern(pattern);
	if (!tree) return 'not_judged';
	const graph = new PlaceGraph();
	const isAnchored = pattern.startsWith('^') && tree.kind !== 'choice';
	// A search may begin anywhere: as if any characters came before.
	if (!isAnchored) graph.follow(start, start);
	const { first } = graph.add(tree);
	for (const place of first) graph.follow(start, place);
	if (graph.isAmbiguous) return 'ambiguous';
	if (graph.sets.length > mostPlaces) return 'too_long';

	const conflicts: Conflict[][] = [];
	let ways = 1;
	for (const place of graph.sets.keys()) {
		const found = conflictsAfter(graph, place);
		conflicts.push(found);
		if (isAnchored || place !== start) ways *= Math.max(1, new Set(found.flat()).size);
		if (ways > mostWays) return 'ambiguous';
	}
	return hasAmbiguousRepeat(graph, conflicts) ? 'ambiguous' : null;
}

const start = 0;

interface Part {
	readonly isOptional: boolean;
	readonly first: readonly number[];
	readonly last: readonly number[];
}

/** Which place of a pattern may take the character after which other one. */
class PlaceGraph {
	readonly sets: CharacterSet[] = [everyCharacter];
	readonly #next: number[][] = [[]];
	/** Where a place follows another in two ways, or nothing can be read as nothing in two. */
	isAmbiguous = false;

	next(place: number): readonly number[] {
		return this.#next[place]!;
	}

	follow(place: number, next: number): void {
		if (this.isAmbiguous) return;
		if (this.next(place).includes(next)) this.isAmbiguous = true;
		else this.#next[place]!.push(next);
	}

	add(node: PatternNode): Part {
		if (this.isAmbiguous || this.sets.length > mostPlaces) return nothing;
		switch (node.kind) {
			case 'character': {
				const place = this.sets.push(node.set) - 1;
				this.#next.push([]);
				return { isOptional: false, first: [place], last: [place] };
			}
			case 'choice':
				return this.#either(node.options.map((option) => this.add(option)));
			case 'sequence':
				return node.parts.map((part) => this.add(part)).reduce((a, b) => this.#then(a, b), nothing);
			case 'repeat':
				return this.#again(this.add(node.body), node);
		}
	}

	#either(parts: readonly Part[]): Part {
		const optional = parts.filter(({ isOptional }) => isOptional);
		if (optional.length > 1) this.isAmbiguous = true;
		return {
			isOptional: optional.length > 0,
			first: parts.flatMap(({ first }) => first),
			last: parts.flatMap(({ last }) => last),
		};
	}

	#then(a: Part, b: Part): Part {
		for (const place of a.last) for (const next of b.first) this.follow(place, next);
		return {
			isOptional: a.isOptional && b.isOptional,
			first: a.isOptional ? [...a.first, ...b.first] : a.first,
			last: b.isOptional ? [...a.last, ...b.last] : b.last,
		};
	}

	#again(part: Part, { body, least, most }: PatternNode & { kind: 'repeat' }): Part {
		if (most === 0) return nothing;
		// A set number of single characters is read in one way only.
		const isFixed = least === most && body.kind === 'character';
		if (most > 1 && !isFixed) {
			if (part.isOptional) this.isAmbiguous = true;
			for (const place of part.last) for (const next of part.first) this.follow(place, next);
		}
		return { ...part, isOptional: part.isOptional || least === 0 };
	}
}

const nothing: Part = { isOptional: true, first: [], last: [] };

type Conflict = readonly [number, number];

/** Two ways to go on of which one comes back, and the other comes back too or goes on repeating elsewhere. */
function hasAmbiguousRepeat(graph: PlaceGraph, conflicts: readonly (readonly Conflict[])[]): boolean {
	const reached = graph.sets.map((_, place) => reachedFrom(graph, place));
	const leadsToRepeat = reached.map((places, place) =>
		[place, ...places].some((other) => reached[other]!.has(other)),
	);
	return conflicts.some((pairs, place) => {
		const returns = (next: number) => next === place || reached[next]!.has(place);
		return pairs.some(
			([a, b]) => (returns(a) && (returns(b) || leadsToRepeat[b])) || (returns(b) && leadsToRepeat[a]),
		);
	});
}

function reachedFrom(graph: PlaceGraph, place: number): Set<number> {
	const reached = new Set<number>();
	const open = [...graph.next(place)];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (reached.has(next)) continue;
		reached.add(next);
		open.push(...graph.next(next));
	}
	return reached;
}

/** Pairs of what follows that may take the same character. */
function conflictsAfter(graph: PlaceGraph, place: number): Conflict[] {
	const next = graph.next(place);
	return next.flatMap((a, index) =>
		next
			.slice(index + 1)
			.filter((b) => overlap(graph.sets[a]!, graph.sets[b]!))
			.map((b): Conflict => [a, b]),
	);
}
