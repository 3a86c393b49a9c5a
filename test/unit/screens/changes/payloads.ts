import fc from 'fast-check';
import { isRecord } from '../../../../domain/record.ts';
import type { Component, ScreenPayload } from '../../../../domain/screens/payload.ts';
import { walkComponents } from '../../../../domain/screens/walk-components.ts';
import type { Difference } from '../../../../domain/screens/studio/contract.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const props = fc.dictionary(
	fc.constantFrom('title', 'size', 'a/b', '~'),
	fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.record({ type: fc.constantFrom('x', 'y') })),
	{ maxKeys: 3 },
);

/** Payloads of the same few ids in any tree, so that two of them share much and differ much. */
export const anyPayload: fc.Arbitrary<ScreenPayload> = fc
	.record({
		title: fc.constantFrom('One', 'Two', 'Three'),
		order: fc.shuffledSubarray(ids),
		nodes: fc.array(
			fc.record({
				type: fc.constantFrom('text', 'stack'),
				props,
				/** Under which of those before it; above the number of them: the screen. */
				under: fc.nat(12),
				asFallback: fc.boolean(),
				drops: fc.boolean(),
			}),
			{ minLength: ids.length, maxLength: ids.length },
		),
	})
	.map(({ title, order, nodes }) => {
		const components: Component[] = [];
		const made: Component[] = [];
		order.forEach((id, index) => {
			const { type, props, under, asFallback, drops } = nodes[index]!;
			const component: Component = { id, type };
			if (Object.keys(props).length > 0) component.props = props;
			if (drops) component.fallback = 'drop';
			const parent = made[under];
			if (!parent) components.push(component);
			else if (asFallback && parent.fallback === undefined) parent.fallback = component;
			else parent.children = [...(parent.children ?? []), component];
			made.push(component);
		});
		return { title, components };
	});

export const screenOf = (...components: unknown[]) => ({ title: 'Home', components });

export const text = (id: string, words = 'Hello', more: Record<string, unknown> = {}) => ({
	id,
	type: 'text',
	props: { text: words, ...more },
});

export const stack = (id: string, ...children: unknown[]) => ({ id, type: 'stack', children });

type Json = Record<string, unknown>;

/** Carries differences out: what is removed or moved is taken out, then everything is put in its place in order. */
export function applyDifferences(payload: unknown, differences: readonly Difference[]): unknown {
	const result = structuredClone(payload) as Json;
	for (const { kind, component, property, pointer } of differences) {
		if (kind !== 'removed' || property === null) continue;
		const target = component ? find(result, component.id)! : result;
		const isProp = component !== null && property.startsWith('props.');
		delete (isProp ? (target['props'] as Json) : target)[tokens(pointer).at(-1)!];
	}
	const moved = new Map<string, Json>();
	const whole = differences.filter(({ property, component }) => property === null && component !== null);
	for (const { kind, component } of whole) {
		if (kind !== 'moved' && kind !== 'removed') continue;
		const taken = takeOut(result, component!.id) ?? takeOutOf([...moved.values()], component!.id);
		if (kind === 'moved') moved.set(component!.id, taken!);
	}
	for (const { kind, component, pointer, after } of whole) {
		if (kind === 'added') putAt(result, pointer, structuredClone(after) as Json);
		if (kind === 'moved') putAt(result, pointer, moved.get(component!.id)!);
	}
	for (const { kind, component, property, pointer, after } of differences) {
		if (property === null || kind === 'removed') continue;
		const target = component ? find(result, component.id)! : result;
		const name = tokens(pointer).at(-1)!;
		const isProp = component !== null && property.startsWith('props.');
		if (isProp) target['props'] ??= {};
		const holder = (isProp ? target['props'] : target) as Json;
		holder[name] = after;
	}
	return result;
}

/** Without what means nothing: empty props and children. */
export function normalised(payload: unknown): unknown {
	const copy = structuredClone(payload) as Json;
	for (const { value } of walkComponents(copy)) {
		if (!isRecord(value)) continue;
		if (isRecord(value['props']) && Object.keys(value['props']).length === 0) delete value['props'];
		if (Array.isArray(value['children']) && value['children'].length === 0) delete value['children'];
	}
	return copy;
}

const tokens = (pointer: string) =>
	pointer
		.split('/')
		.slice(1)
		.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

export function find(payload: unknown, id: string): Json | undefined {
	for (const { value } of walkComponents(payload as Json))
		if (isRecord(value) && value['id'] === id) return value;
	return undefined;
}

function takeOutOf(trees: readonly Json[], id: string): Json | undefined {
	for (const tree of trees) {
		const taken = takeOut({ components: [tree] }, id);
		if (taken) return taken;
	}
	return undefined;
}

function takeOut(payload: Json, id: string): Json | undefined {
	const holders = [payload, ...[...walkComponents(payload)].map(({ value }) => value as Json)];
	for (const holder of holders) {
		for (const key of ['components', 'children']) {
			const list = holder[key];
			if (!Array.isArray(list)) continue;
			const at = list.findIndex((one: Json) => one['id'] === id);
			if (at >= 0) return list.splice(at, 1)[0] as Json;
		}
		const { fallback } = holder;
		if (isRecord(fallback) && fallback['id'] === id) {
			delete holder['fallback'];
			return fallback;
		}
	}
	return undefined;
}

function putAt(payload: Json, pointer: string, component: Json): void {
	const path = tokens(pointer);
	const last = path.pop()!;
	let at: unknown = payload;
	for (const [index, token] of path.entries()) {
		const holder = at as Json;
		if (token === 'children' && index === path.length - 1) holder['children'] ??= [];
		at = holder[token];
	}
	if (Array.isArray(at)) at.splice(Number(last), 0, component);
	else (at as Json)[last] = component;
}
