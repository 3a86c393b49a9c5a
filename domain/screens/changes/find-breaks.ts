import type { ComponentDefinition } from '../catalogue.ts';
import type { Break } from '../studio/contract.ts';
import { childrenGone, typeTooNew } from './break-messages.ts';
import { compareProps } from './compare-props.ts';
import type { LayoutNode, ReadLayout } from './read-layout.ts';
import { readLayout } from './read-layout.ts';

/** A layout under the schema version that it says an app needs. */
export interface VersionedLayout {
	readonly schema_version: number;
	readonly payload: unknown;
}

/**
 * What apps cannot render that would be served this change: those of its schema version and above. Nothing that is
 * `breaking` may be published; a `notice` may. The rules are explained in docs/decisions/0011-what-breaks-an-app.md.
 *
 * Total: a payload whose components cannot be told apart by id breaks nothing here, and is refused by `validateScreen`.
 *
 * @param released the live layout first, then the newest release of every schema version that is still served
 * @param definitions the published catalogue
 */
export function findBreaks(
	change: VersionedLayout,
	released: readonly VersionedLayout[],
	definitions: readonly ComponentDefinition[],
): Break[] {
	const layout = readLayout(change.payload);
	if (!layout) return [];

	const catalogue = new Map(definitions.map((definition) => [definition.type, definition]));
	const isNewVersion = released.every(({ schema_version }) => schema_version < change.schema_version);
	const witnesses = isNewVersion ? [] : witnessesOf(change.schema_version, released);
	return [...layout.nodes.values()].flatMap((node) => {
		const definition = catalogue.get(node.type);
		if (!definition) return [];
		const tooNew = findTooNew(node, definition, change.schema_version);
		if (tooNew) return [tooNew];
		// The apps of a new version come after everything that was published, and after the catalogue as it is.
		if (isNewVersion) return [];
		return compareWithRelease(node, definition, findWitness(node, witnesses), layout);
	});
}

export const isBreaking = ({ severity }: Break): boolean => severity === 'breaking';

function findTooNew(node: LayoutNode, definition: ComponentDefinition, version: number): Break | null {
	const { type, since_schema_version: since } = definition;
	if (since <= version) return null;
	const isCovered = node.value.fallback !== undefined;
	return {
		code: 'COMPONENT_TYPE_NEW',
		severity: isCovered ? 'notice' : 'breaking',
		pointer: `${node.pointer}/type`,
		component_type: type,
		message: typeTooNew(type, since, version, isCovered),
	};
}

interface Witness {
	version: number;
	layout: ReadLayout;
}

/**
 * The layouts that tell what an app of this version can render, the most telling first: the nearest at or below it,
 * then those above.
 */
function witnessesOf(version: number, released: readonly VersionedLayout[]): Witness[] {
	const distance = (one: number) => (one <= version ? version - one : Number.MAX_SAFE_INTEGER / 2 + one);
	const firstOfEach = new Map([...released].reverse().map((one) => [one.schema_version, one]));
	return [...firstOfEach.values()]
		.sort((one, other) => distance(one.schema_version) - distance(other.schema_version))
		.flatMap(({ schema_version, payload }) => {
			const layout = readLayout(payload);
			return layout ? [{ version: schema_version, layout }] : [];
		});
}

/** The same component as it was released, or else another of its type. */
function findWitness({ id, type }: LayoutNode, witnesses: readonly Witness[]) {
	for (const { version, layout } of witnesses) {
		const same = layout.nodes.get(id);
		const node = same?.type === type ? same : [...layout.nodes.values()].find((one) => one.type === type);
		if (node) return { version, node };
	}
	return null;
}

function compareWithRelease(
	node: LayoutNode,
	definition: ComponentDefinition,
	witness: { version: number; node: LayoutNode } | null,
	{ nodes }: ReadLayout,
): Break[] {
	const context = { type: definition.type, version: witness?.version ?? null };
	const breaks = compareProps(
		{ after: node.value.props ?? {}, before: witness?.node.value.props },
		definition.props_schema,
		`${node.pointer}/props`,
		context,
	);
	const children = [...nodes.values()].some((one) => one.parent === node.id && one.slot === 'children');
	if (children && !definition.allows_children) {
		breaks.push({
			code: 'CHILDREN_CHANGED',
			severity: 'breaking',
			pointer: `${node.pointer}/children`,
			component_type: definition.type,
			message: childrenGone(definition.type),
		});
	}
	return breaks;
}
