import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Component } from '../../../../domain/screens/payload.ts';
import { chooseRendering, type KnownType } from '../../../../domain/screens/preview/choose-rendering.ts';
import { components } from '../../../../schema/seed/components.ts';

const catalogueOf = (types: readonly KnownType[]) => new Map(types.map((type) => [type.type, type]));
const seeded = catalogueOf(components);

const typeOf = (type: string, since: number, fallback: string | null): KnownType => ({
	type,
	since_schema_version: since,
	fallback,
	props_schema: { properties: { title: {} } },
	allows_children: false,
});

describe('chooseRendering', () => {
	const banner = { id: 'news', type: 'banner', props: { text: 'New', tone: 'info', dismissible: true } };

	it('shows a type that the app knows, and every type to an app that says nothing', () => {
		expect(chooseRendering(banner, seeded, 2)).toEqual({ kind: 'itself', component: banner });
		expect(chooseRendering(banner, seeded, null)).toEqual({ kind: 'itself', component: banner });
	});

	it('shows the catalogue’s older type with the props that it knows', () => {
		const component = { id: 'news', type: 'tip', props: { text: 'New', tone: 'info' } };
		expect(chooseRendering(banner, seeded, 1)).toEqual({ kind: 'fallback', by: 'catalogue', component });
	});

	it('keeps what stands inside when the older type may hold it', () => {
		const children = [{ id: 'card', type: 'card', props: { title: 'One' } }];
		const carousel = { id: 'ideas', type: 'carousel', props: { title: 'Ideas', peek: true }, children };
		const component = { id: 'ideas', type: 'card_list', props: { title: 'Ideas' }, children };
		expect(chooseRendering(carousel, seeded, 1)).toEqual({ kind: 'fallback', by: 'catalogue', component });
	});

	it('prefers the fallback of the screen, also for a type that nobody knows', () => {
		const fallback = { id: 'old', type: 'text', props: { text: 'Old' } };
		for (const type of ['banner', 'made_up'])
			expect(chooseRendering({ ...banner, type, fallback }, seeded, 1)).toEqual({
				kind: 'fallback',
				by: 'screen',
				component: fallback,
			});
	});

	it.each([
		['the screen says so', { ...banner, fallback: 'drop' as const }],
		['the catalogue says so', { id: 'chart', type: 'progress_chart' }],
		['nobody knows the type', { id: 'x', type: 'made_up' }],
	])('shows nothing when %s', (_, component) => {
		expect(chooseRendering(component, seeded, 1)).toEqual({ kind: 'nothing' });
	});

	it('goes on to the fallback of a fallback that is too new as well', () => {
		const catalogue = catalogueOf([typeOf('a', 3, 'b'), typeOf('b', 2, 'c'), typeOf('c', 1, null)]);
		const shown = chooseRendering({ id: 'x', type: 'a', props: { title: 'A', more: 1 } }, catalogue, 1);
		const component = { id: 'x', type: 'c', props: { title: 'A' } };
		expect(shown).toEqual({ kind: 'fallback', by: 'catalogue', component });
	});

	it('ends whatever the catalogue says, and shows only what the app knows', () => {
		const name = fc.constantFrom('a', 'b', 'c', 'd');
		const types = fc.uniqueArray(
			fc
				.tuple(name, fc.integer({ min: 1, max: 4 }), fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'drop')))
				.map((given) => typeOf(...given)),
			{ selector: ({ type }) => type },
		);
		const component: fc.Arbitrary<Component> = fc.letrec<{ node: Component }>((tie) => ({
			node: fc.record(
				{
					id: fc.constant('x'),
					type: name,
					fallback: fc.oneof({ maxDepth: 3 }, fc.constant('drop' as const), tie('node')),
				},
				{ requiredKeys: ['id', 'type'] },
			),
		})).node;

		fc.assert(
			fc.property(component, types, fc.integer({ min: 1, max: 4 }), (given, known, schema) => {
				const catalogue = catalogueOf(known);
				const rendering = chooseRendering(given, catalogue, schema);
				if (rendering.kind === 'nothing') return;
				expect(catalogue.get(rendering.component.type)!.since_schema_version).toBeLessThanOrEqual(schema);
				expect(rendering.kind === 'itself').toBe(rendering.component === given);
			}),
		);
	});
});
