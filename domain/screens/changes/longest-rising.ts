/** A longest part of the list, in its order, whose ranks rise. O(n log n). */
export function longestRising<Item>(items: readonly Item[], rankOf: (item: Item) => number): Item[] {
	const ranks = items.map(rankOf);
	/** At n: where the rising run of length n + 1 with the lowest end ends. */
	const ends: number[] = [];
	const previous: (number | undefined)[] = [];
	for (let index = 0; index < items.length; index++) {
		let low = 0;
		let high = ends.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (ranks[ends[middle]!]! < ranks[index]!) low = middle + 1;
			else high = middle;
		}
		previous[index] = ends[low - 1];
		ends[low] = index;
	}

	const run: Item[] = [];
	for (let index = ends.at(-1); index !== undefined; index = previous[index]) run.push(items[index]!);
	return run.reverse();
}
