import type { ComponentDefinition } from '../catalogue.ts';
import { walkComponents } from '../walk-components.ts';
import { isRecord } from '../../record.ts';
import type { VersionedLayout } from './find-breaks.ts';
import { findBreaks, isBreaking } from './find-breaks.ts';

/**
 * The least schema version that a change may be published with. Higher than what the change says exactly when
 * `findBreaks` finds something breaking in it. Never below the live layout's, unless the change says so itself: whoever
 * lowers the version shows the layout to more apps, which is a decision of its own.
 *
 * @param released the live layout first, then the newest release of every schema version that is still served
 */
export function proposeSchemaVersion(
	change: VersionedLayout,
	released: readonly VersionedLayout[],
	definitions: readonly ComponentDefinition[],
): number {
	const isFineWith = (schema_version: number) =>
		!findBreaks({ ...change, schema_version }, released, definitions).some(isBreaking);

	const said = change.schema_version;
	const live = released[0]?.schema_version ?? 1;
	const least = isFineWith(said) ? Math.min(said, live) : said + 1;
	const candidates = [least, said, ...turningPoints(change.payload, released, definitions)]
		.filter((version) => version >= least)
		.sort((one, other) => one - other);
	return candidates.find(isFineWith) ?? candidates.at(-1)!;
}

/** The versions from which on something else holds; above the last of them nothing that was released speaks. */
function turningPoints(
	payload: unknown,
	released: readonly VersionedLayout[],
	definitions: readonly ComponentDefinition[],
): number[] {
	const used = new Set(
		isRecord(payload)
			? [...walkComponents(payload)].map(({ value }) => (isRecord(value) ? value.type : undefined))
			: [],
	);
	const since = definitions
		.filter(({ type }) => used.has(type))
		.map(({ since_schema_version }) => since_schema_version);
	const versions = released.map(({ schema_version }) => schema_version);
	return [...since, ...versions, ...versions.map((version) => version + 1)].flatMap((version) => [
		version,
		Math.max(version, ...versions.map((one) => one + 1)),
	]);
}
