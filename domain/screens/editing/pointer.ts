import { isRecord } from '../../record.ts';

/** The tokens of an RFC 6901 pointer; the whole value has none. */
export function tokensOf(pointer: string): string[] {
	return pointer
		.split('/')
		.slice(1)
		.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function parentOf(pointer: string): string {
	return pointer.slice(0, Math.max(pointer.lastIndexOf('/'), 0));
}

/** The last token; empty for the whole value. */
export function lastToken(pointer: string): string {
	return tokensOf(pointer).at(-1) ?? '';
}

/** True when `inner` is `outer` or lies in it. */
export function isWithin(inner: string, outer: string): boolean {
	return inner === outer || inner.startsWith(`${outer}/`);
}

/** What stands at the pointer; undefined where nothing does. */
export function valueAt(root: unknown, pointer: string): unknown {
	return tokensOf(pointer).reduce<unknown>((value, token) => {
		if (Array.isArray(value)) return isIndex(token) ? value[Number(token)] : undefined;
		return isRecord(value) && Object.hasOwn(value, token) ? value[token] : undefined;
	}, root);
}

/**
 * A copy with the value at the pointer; what is not on the way to it is shared. Objects that are missing on the
 * way come into being; where something else stands in the way, the root comes back unchanged.
 */
export function withValueAt(root: unknown, pointer: string, value: unknown): unknown {
	return change(root, tokensOf(pointer), () => value);
}

/** A copy without what stands at the pointer; later entries of a list move up. */
export function withoutValueAt(root: unknown, pointer: string): unknown {
	const key = lastToken(pointer);
	if (valueAt(root, pointer) === undefined) return root;
	return change(root, tokensOf(parentOf(pointer)), (parent) => {
		if (Array.isArray(parent)) return parent.toSpliced(Number(key), 1);
		const { [key]: _removed, ...rest } = parent as Record<string, unknown>;
		return rest;
	});
}

/** A copy whose list at the pointer has one entry more; a list that is missing comes into being. */
export function withEntryAt(root: unknown, listPointer: string, index: number, entry: unknown): unknown {
	return change(root, tokensOf(listPointer), (list) => {
		if (list === undefined) return [entry];
		return Array.isArray(list) ? list.toSpliced(index, 0, entry) : list;
	});
}

/** A copy in which the entry `from` of a list stands at `to`, counted without it. */
export function withEntryMoved(root: unknown, listPointer: string, from: number, to: number): unknown {
	const list = valueAt(root, listPointer);
	if (!Array.isArray(list) || from < 0 || from >= list.length) return root;
	const entry: unknown = list[from];
	const place = Math.min(Math.max(to, 0), list.length - 1);
	return withValueAt(root, listPointer, list.toSpliced(from, 1).toSpliced(place, 0, entry));
}

function change(value: unknown, tokens: readonly string[], make: (old: unknown) => unknown): unknown {
	const [token, ...rest] = tokens;
	if (token === undefined) return make(value);
	if (Array.isArray(value)) {
		const index = Number(token);
		if (!isIndex(token) || index >= value.length) return value;
		const entry = change(value[index], rest, make);
		return entry === value[index] ? value : value.with(index, entry);
	}
	if (value !== undefined && !isRecord(value)) return value;
	const old = value !== undefined && Object.hasOwn(value, token) ? value[token] : undefined;
	const entry = change(old, rest, make);
	return entry === old ? value : { ...value, [token]: entry };
}

const isIndex = (token: string) => /^(0|[1-9][0-9]*)$/.test(token);
