import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	componentAround,
	duplicateComponent,
	insertComponent,
	listComponents,
	moveComponent,
	placeInside,
	placeOutside,
	removeComponent,
	stepFrom,
} from '../../../../domain/screens/editing/component-tree.ts';
import { nextFreeId } from '../../../../domain/screens/editing/fresh-id.ts';
import { isWithin, valueAt } from '../../../../domain/screens/editing/pointer.ts';
import { COMPONENT_ID_PATTERN } from '../../../../domain/screens/payload.ts';

const screen = {
	title: 'Home',
	components: [
		{ id: 'hero', type: 'hero' },
		{
			id: 'focus',
			type: 'section',
			children: [
				{ id: 'card', type: 'card' },
				{ id: 'tip', type: 'tip', fallback: { id: 'text', type: 'text' } },
			],
		},
		{ id: 'end', type: 'divider' },
	],
};

const ids = (payload: unknown) => listComponents(payload).map(({ id }) => id);
const at = (payload: unknown, id: string) => listComponents(payload).find((node) => node.id === id)!.pointer;

describe('the tree of components', () => {
	it('lists them in the order of the document with what they stand in', () => {
		expect(listComponents(screen).map(({ id, parent, level, index }) => [id, parent, level, index])).toEqual([
			['hero', '', 1, 0],
			['focus', '', 1, 1],
			['card', '/components/1', 2, 0],
			['tip', '/components/1', 2, 1],
			['text', '/components/1/children/1', 3, null],
			['end', '', 1, 2],
		]);
		expect(listComponents(null)).toEqual([]);
		expect(listComponents({ components: [7, { id: 3 }] }).map(({ id }) => id)).toEqual(['', '']);
	});

	it('finds the component around any place', () => {
		expect(componentAround(screen, '/components/1/children/0/props/title')?.id).toBe('card');
		expect(componentAround(screen, '/components/1/children')?.id).toBe('focus');
		expect(componentAround(screen, '/title')).toBeNull();
	});

	it('moves to where it was before the move, also when the place lies behind it', () => {
		const into = moveComponent(screen, '/components/0', { parent: '/components/1', index: 1 });
		expect(into.pointer).toBe('/components/0/children/1');
		expect(ids(into.payload)).toEqual(['focus', 'card', 'hero', 'tip', 'text', 'end']);

		const down = moveComponent(screen, '/components/0', stepFrom(screen, '/components/0', 1)!);
		expect(down.pointer).toBe('/components/1');
		expect(ids(down.payload)).toEqual(['focus', 'card', 'tip', 'text', 'hero', 'end']);
		expect(
			moveComponent(down.payload, down.pointer, stepFrom(down.payload, down.pointer, -1)!).payload,
		).toEqual(screen);
	});

	it('does not move a component into itself, a fallback, or past the ends', () => {
		const inside = { parent: '/components/1/children/0', index: 0 };
		expect(moveComponent(screen, '/components/1', inside).payload).toBe(screen);
		expect(moveComponent(screen, at(screen, 'text'), { parent: '', index: 0 }).payload).toBe(screen);
		expect(stepFrom(screen, '/components/0', -1)).toBeNull();
		expect(stepFrom(screen, '/components/2', 1)).toBeNull();
	});

	it('goes out of and into its neighbours', () => {
		expect(placeOutside(screen, at(screen, 'card'))).toEqual({ parent: '', index: 2 });
		expect(placeOutside(screen, at(screen, 'hero'))).toBeNull();
		const holds = (type: string) => type === 'section';
		expect(placeInside(screen, at(screen, 'end'), holds)).toEqual({ parent: '/components/1', index: 2 });
		expect(placeInside(screen, at(screen, 'focus'), holds)).toBeNull();
	});

	it('removes with a neighbour to look at next, else with what it stood in', () => {
		expect(removeComponent(screen, '/components/2').pointer).toBe('/components/1');
		expect(removeComponent(screen, at(screen, 'card')).pointer).toBe('/components/1/children/0');
		const withoutFallback = removeComponent(screen, at(screen, 'text'));
		expect(withoutFallback.pointer).toBe(at(screen, 'tip'));
		expect(ids(withoutFallback.payload)).not.toContain('text');
	});

	it('copies with fresh ids all the way down', () => {
		const copied = duplicateComponent(screen, '/components/1', nextFreeId);
		expect(ids(copied.payload).slice(5, 9)).toEqual(['focus-2', 'card-2', 'tip-2', 'text-2']);
		expect(copied.pointer).toBe('/components/2');
	});
});

const types = ['section', 'card', 'tip'];
const tree = fc.letrec<{ component: unknown; list: unknown[] }>((tie) => ({
	component: fc.record({
		id: fc.constant('x'),
		type: fc.constantFrom(...types),
		children: fc.option(tie('list'), { nil: undefined, maxDepth: 3 }),
	}),
	list: fc.array(tie('component'), { maxLength: 3 }),
})).list;

const edit = fc.record({
	kind: fc.constantFrom('insert', 'duplicate', 'move', 'remove'),
	from: fc.nat(30),
	to: fc.nat(30),
	index: fc.nat(5),
});

describe('any edits', () => {
	it('keep ids valid and unique, lose nothing by moves, and point at what they were about', () => {
		fc.assert(
			fc.property(tree, fc.array(edit, { maxLength: 25 }), (components, edits) => {
				let payload: unknown = { title: 'Screen', components: [] };
				for (const component of components)
					({ payload } = insertComponent(payload, component, { parent: '', index: 99 }, nextFreeId));

				for (const { kind, from, to, index } of edits) {
					const nodes = listComponents(payload);
					if (nodes.length > 200) break;
					const node = nodes[from % Math.max(nodes.length, 1)];
					const parent = nodes[to % (nodes.length + 1)]?.pointer ?? '';
					const before = ids(payload).sort();
					if (kind === 'insert') {
						const added = { id: 'x', type: 'card' };
						const edited = insertComponent(payload, added, { parent, index }, nextFreeId);
						expect(valueAt(edited.payload, edited.pointer)).toMatchObject({ type: 'card' });
						payload = edited.payload;
					} else if (node && kind === 'duplicate') {
						({ payload } = duplicateComponent(payload, node.pointer, nextFreeId));
					} else if (node && kind === 'move') {
						const edited = moveComponent(payload, node.pointer, { parent, index });
						expect(ids(edited.payload).sort()).toEqual(before);
						expect(valueAt(edited.payload, edited.pointer)).toBe(valueAt(payload, node.pointer));
						payload = edited.payload;
					} else if (node) {
						const gone = nodes.filter(({ pointer }) => isWithin(pointer, node.pointer)).length;
						const edited = removeComponent(payload, node.pointer);
						expect(ids(edited.payload)).toHaveLength(nodes.length - gone);
						const places = listComponents(edited.payload).map(({ pointer }) => pointer);
						expect(['', ...places]).toContain(edited.pointer);
						payload = edited.payload;
					}
					const left = ids(payload);
					expect(new Set(left).size).toBe(left.length);
					expect(left.every((id) => COMPONENT_ID_PATTERN.test(id))).toBe(true);
				}
			}),
		);
	});
});

describe('nextFreeId', () => {
	it('makes a valid id that is free, whatever was wanted', () => {
		expect(nextFreeId('card', new Set(['card', 'card-2']))).toBe('card-3');
		expect(nextFreeId('card-2', new Set(['card', 'card-2']))).toBe('card-3');
		expect(nextFreeId('fasting_timer', new Set())).toBe('fasting-timer');
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 90 }), fc.nat(20), (wanted, count) => {
				const taken = new Set<string>();
				for (let made = 0; made <= count; made += 1) {
					const id = nextFreeId(wanted, taken);
					expect(id).toMatch(COMPONENT_ID_PATTERN);
					expect(taken.has(id)).toBe(false);
					taken.add(id);
				}
			}),
		);
	});
});
