export interface Orders {
	base: readonly string[];
	mine: readonly string[];
	theirs: readonly string[];
}

/**
 * The members of one list in order: that of whoever changed it, mine when both or neither did. What the other has
 * besides follows the neighbour that it follows there.
 */
export function mergeOrder(
	{ base, mine, theirs }: Orders,
	members: ReadonlySet<string>,
): { order: string[]; isContested: boolean } {
	const isMineNew = isReordered(base, mine);
	const isTheirsNew = isReordered(base, theirs);
	const [first, second] = isTheirsNew && !isMineNew ? [theirs, mine] : [mine, theirs];

	const order = first.filter((id) => members.has(id));
	let previous: string | undefined;
	for (const id of second) {
		if (!members.has(id)) continue;
		if (!order.includes(id)) {
			const at = previous === undefined ? 0 : order.indexOf(previous) + 1;
			order.splice(at, 0, id);
		}
		previous = id;
	}
	const isContested = isMineNew && isTheirsNew && isDifferent(mine, theirs);
	return { order, isContested };
}

const isReordered = (base: readonly string[], list: readonly string[]): boolean => isDifferent(base, list);

/** Whether what both lists have stands in another order. */
function isDifferent(one: readonly string[], other: readonly string[]): boolean {
	const common = one.filter((id) => other.includes(id));
	return other.filter((id) => common.includes(id)).some((id, index) => id !== common[index]);
}
