import type { Message, Problem } from '../../problem.ts';
import { errorAt } from '../../problem.ts';
import type { ComponentDefinition } from '../catalogue.ts';
import type { Break } from '../studio/contract.ts';
import type { VersionedLayout } from './find-breaks.ts';
import { findBreaks, isBreaking } from './find-breaks.ts';
import type { CatalogueEntry } from './find-catalogue-breaks.ts';
import { findCatalogueBreaks, necessarySince } from './find-catalogue-breaks.ts';
import { proposeSchemaVersion } from './propose-schema-version.ts';

const MAX_NAMED = 5;

/** What refuses a layout that apps of its schema version cannot render; at the field that cures it. */
export function checkScreenChange(
	change: VersionedLayout,
	released: readonly VersionedLayout[],
	definitions: readonly ComponentDefinition[],
): Problem[] {
	const breaks = findBreaks(change, released, definitions).filter(isBreaking);
	if (breaks.length === 0) return [];
	const version = proposeSchemaVersion(change, released, definitions);
	return [
		errorAt(
			'schema_version',
			'BREAKING_CHANGE',
			named(breaks, {
				en: `This would break apps of schema version ${change.schema_version}. Set the schema version to ${version}, or correct the layout:`,
				ar: `سيعطّل هذا التغيير تطبيقات إصدار المخطط ${change.schema_version}. اجعل إصدار المخطط ${version} أو صحّح التصميم:`,
			}),
		),
	];
}

/** What refuses a change of a catalogue entry that is neither additive nor new to apps. */
export function checkCatalogueChange(
	before: CatalogueEntry,
	after: CatalogueEntry,
	newestReleased: number,
): Problem[] {
	const breaks = findCatalogueBreaks(before, after, newestReleased).filter(isBreaking);
	if (breaks.length === 0) return [];
	if (before.type !== after.type) return [errorAt('type', 'BREAKING_CHANGE', breaks[0]!.message)];
	const since = necessarySince(before, newestReleased);
	return [
		errorAt(
			'since_schema_version',
			'BREAKING_CHANGE',
			named(breaks, {
				en: `Apps and published layouts rely on “${before.type}” as it was. Make a new component type, or say that it is known since schema version ${since}:`,
				ar: `تعتمد التطبيقات والتصاميم المنشورة على «${before.type}» كما كان. أنشئ نوع مكوّن جديدًا، أو حدّد أنه معروف منذ إصدار المخطط ${since}:`,
			}),
		),
	];
}

function named(breaks: readonly Break[], { en, ar }: Message): Message {
	const first = breaks.slice(0, MAX_NAMED);
	const more = breaks.length - first.length;
	const list = (language: keyof Message) =>
		first.map(({ pointer, message }) => `${pointer && `${pointer}: `}${message[language]}`).join(' ');
	return {
		en: `${en} ${list('en')}${more > 0 ? ` And ${more} more.` : ''}`,
		ar: `${ar} ${list('ar')}${more > 0 ? ` وعدد التغييرات الأخرى: ${more}.` : ''}`,
	};
}
