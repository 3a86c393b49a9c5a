import type { ComponentDefinition } from '../catalogue.ts';
import type { Break } from '../studio/contract.ts';
import * as say from './catalogue-messages.ts';
import { compareSchemas } from './compare-schemas.ts';

/** What is compared of a catalogue entry. */
export type CatalogueEntry = Pick<
	ComponentDefinition,
	'type' | 'since_schema_version' | 'props_schema' | 'allows_children'
>;

/**
 * What a change of a catalogue entry breaks: for apps that were built for the entry as it was, or for layouts that were
 * published under it. Additive changes (an optional property, other texts, an example, deprecation) break nothing. An
 * entry whose `since_schema_version` rises above every published layout is a new one to apps: what changed is then a
 * `notice`. Pointers lead into `props_schema`.
 *
 * @param before as apps know it; null for a new entry
 * @param newestReleased the highest schema version that any layout was ever published with; 0 for none
 */
export function findCatalogueBreaks(
	before: CatalogueEntry | null,
	after: CatalogueEntry,
	newestReleased = 0,
): Break[] {
	const report =
		(severity: Break['severity']) =>
		({ code, pointer, message }: Pick<Break, 'code' | 'pointer' | 'message'>): Break => ({
			code,
			severity,
			pointer,
			component_type: after.type,
			message,
		});
	const since = after.since_schema_version;
	if (!before) {
		if (since > newestReleased) return [];
		return [report('notice')(say.addedLater(after.type, since, newestReleased))];
	}
	if (before.type !== after.type) return [report('breaking')(say.renamed(before.type, after.type))];

	const isNewToApps = since > before.since_schema_version && since > newestReleased;
	const isEarlier = since < before.since_schema_version && since <= newestReleased;
	const changes = [
		...(isEarlier ? [say.madeEarlier(after.type, before.since_schema_version, since)] : []),
		...(before.allows_children === after.allows_children
			? []
			: [say.childrenChanged(after.type, after.allows_children)]),
		...compareSchemas(before.props_schema, after.props_schema),
	];
	return changes.map(report(isNewToApps ? 'notice' : 'breaking'));
}

/** The least `since_schema_version` that makes an entry new to every app. */
export const necessarySince = (before: CatalogueEntry, newestReleased: number): number =>
	Math.max(before.since_schema_version, newestReleased) + 1;
