import { equalJson } from './equal-json.ts';
import type { LayoutNode, Placement, ReadLayout } from './read-layout.ts';
import { isSamePlace } from './read-layout.ts';

export interface Versions {
	base: ReadLayout;
	mine: ReadLayout;
	theirs: ReadLayout;
}

interface Chosen extends Placement {
	from: 'mine' | 'theirs';
}

export interface PlaceConflict {
	id: string;
	mine: unknown;
	theirs: unknown;
}

export interface MergedPlaces {
	/** The components of the merged payload by id, and where each stands. */
	places: ReadonlyMap<string, Placement>;
	conflicts: PlaceConflict[];
}

/** Which components stay, and inside which other. Every place leads to the screen, so the result is a tree. */
export function mergePlaces(versions: Versions): MergedPlaces {
	const merger = new PlaceMerger(versions);
	merger.choose();
	merger.settle();
	return { places: merger.places, conflicts: [...merger.conflicts.values()] };
}

class PlaceMerger {
	readonly places = new Map<string, Chosen>();
	readonly conflicts = new Map<string, PlaceConflict>();
	readonly #versions: Versions;

	constructor(versions: Versions) {
		this.#versions = versions;
	}

	choose(): void {
		const { base, mine, theirs } = this.#versions;
		for (const id of new Set([...mine.nodes.keys(), ...theirs.nodes.keys()])) {
			const [old, ours, other] = [base.nodes.get(id), mine.nodes.get(id), theirs.nodes.get(id)];
			if (ours && other) this.#place(id, old, ours, other);
			else if (ours) this.#keepMine(id, old, ours);
			else if (other) this.#takeTheirs(id, old, other);
		}
	}

	/**
	 * Mends what two sound choices can break together: a parent that is gone, two components inside each other, two
	 * fallbacks of one component. Ends, because each step takes a place of theirs away or brings one of mine back.
	 */
	settle(): void {
		for (let id = this.#findBroken(); id !== undefined; id = this.#findBroken()) {
			const place = this.places.get(id)!;
			if (place.from === 'theirs') this.#fallBack(id);
			else this.#bringBack(place.parent!);
		}
	}

	#place(id: string, old: LayoutNode | undefined, ours: LayoutNode, other: LayoutNode): void {
		const isMoved = old === undefined || !isSamePlace(old, ours);
		const isMovedByThem = old === undefined || !isSamePlace(old, other);
		this.#put(id, isMovedByThem && !isMoved ? other : ours, isMovedByThem && !isMoved ? 'theirs' : 'mine');
		if (isMoved && isMovedByThem && !isSamePlace(ours, other)) this.#contest(id);
	}

	#keepMine(id: string, old: LayoutNode | undefined, ours: LayoutNode): void {
		const isUntouched = old !== undefined && isSameComponent(old, ours);
		if (isUntouched) return;
		this.#put(id, ours, 'mine');
		if (old) this.#contest(id);
	}

	#takeTheirs(id: string, old: LayoutNode | undefined, other: LayoutNode): void {
		if (!old) this.#put(id, other, 'theirs');
		else if (!isSameComponent(old, other)) this.#contest(id);
	}

	#findBroken(): string | undefined {
		const fallbacks = new Map<string, string>();
		for (const [id, place] of this.places) {
			if (place.parent !== null && !this.places.has(place.parent)) return id;
			const looped = this.#findLoop(id);
			if (looped !== undefined) return looped;
			if (place.slot !== 'fallback') continue;
			if (place.from === 'theirs' && this.#mustDrop(place.parent!)) return id;
			const rival = fallbacks.get(place.parent!);
			if (rival !== undefined) return place.from === 'theirs' ? id : rival;
			fallbacks.set(place.parent!, id);
		}
		return undefined;
	}

	/** What I wrote instead of a fallback, such as `drop`, leaves no room for one of theirs. */
	#mustDrop(id: string): boolean {
		const { base, mine } = this.#versions;
		const ours = mine.nodes.get(id)?.fields.get('/fallback');
		return ours !== undefined && !equalJson(ours, base.nodes.get(id)?.fields.get('/fallback'));
	}

	/** In a circle at least one place is theirs, since mine have none. */
	#findLoop(id: string): string | undefined {
		const seen = new Set<string>();
		let at: string | null | undefined = id;
		while (typeof at === 'string' && !seen.has(at)) {
			seen.add(at);
			at = this.places.get(at)?.parent;
		}
		if (typeof at !== 'string') return undefined;
		const path = [...seen];
		return path.slice(path.indexOf(at)).find((one) => this.places.get(one)?.from === 'theirs');
	}

	/** To where it stands in mine; away, when it is not in mine. */
	#fallBack(id: string): void {
		const ours = this.#versions.mine.nodes.get(id);
		if (ours) this.#put(id, ours, 'mine');
		else this.places.delete(id);
		this.#contest(id);
	}

	/** They removed it, and something that stays stands in it. */
	#bringBack(id: string): void {
		this.#put(id, this.#versions.mine.nodes.get(id)!, 'mine');
		this.#contest(id);
	}

	#put(id: string, { parent, slot }: Placement, from: Chosen['from']): void {
		this.places.set(id, { parent, slot, from });
	}

	#contest(id: string): void {
		const { mine, theirs } = this.#versions;
		this.conflicts.set(id, {
			id,
			mine: mine.nodes.get(id)?.value,
			theirs: theirs.nodes.get(id)?.value,
		});
	}
}

const isSameComponent = (one: LayoutNode, other: LayoutNode): boolean =>
	isSamePlace(one, other) && one.fields.size === other.fields.size && hasSameFields(one, other);

const hasSameFields = (one: LayoutNode, other: LayoutNode): boolean =>
	[...one.fields].every(([name, value]) => equalJson(value, other.fields.get(name)));
