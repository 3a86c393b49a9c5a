import { isRecord } from '../../record.ts';
import type { ComponentDefinition } from '../catalogue.ts';
import type { Component } from '../payload.ts';

/** What the rule needs to know of a type of the catalogue. */
export type KnownType = Pick<
	ComponentDefinition,
	'type' | 'since_schema_version' | 'fallback' | 'props_schema' | 'allows_children'
>;

/** What an app shows where a component stands. */
export type Rendering =
	| { kind: 'itself'; component: Component }
	/** `by`: whether the screen or the catalogue names what stands in. */
	| { kind: 'fallback'; by: 'screen' | 'catalogue'; component: Component }
	| { kind: 'nothing' };

/**
 * What an app shows that renders schema versions up to `schema` (null: all of them): the component, the
 * fallback that the screen gives it, or the catalogue's older type with those of the props that it knows. Total
 * for drafts that nobody has checked: a type that no catalogue has is unknown to every app, and fallbacks that
 * lead in a circle lead to nothing.
 */
export function chooseRendering(
	component: Component,
	catalogue: ReadonlyMap<string, KnownType>,
	schema: number | null,
): Rendering {
	const replaced = new Set<string>();
	let current = component;
	let by: 'screen' | 'catalogue' | null = null;

	for (;;) {
		const known = catalogue.get(current.type);
		if (known && (schema === null || known.since_schema_version <= schema)) {
			return by ? { kind: 'fallback', by, component: current } : { kind: 'itself', component: current };
		}
		const { fallback } = current;
		if (fallback === 'drop') return { kind: 'nothing' };
		if (isRecord(fallback)) {
			current = fallback;
			by = 'screen';
			continue;
		}
		const older = known?.fallback ? catalogue.get(known.fallback) : undefined;
		if (!older || replaced.has(older.type)) return { kind: 'nothing' };
		replaced.add(older.type);
		current = asOlderType(current, older);
		by = 'catalogue';
	}
}

function asOlderType({ id, props, children }: Component, older: KnownType): Component {
	const names = isRecord(older.props_schema['properties']) ? older.props_schema['properties'] : {};
	const kept = Object.entries(props ?? {}).filter(([name]) => Object.hasOwn(names, name));
	return {
		id,
		type: older.type,
		props: Object.fromEntries(kept),
		...(older.allows_children && { children }),
	};
}
