import { defineFindings } from '../doctor/finding.ts';
import type { Finding } from '../doctor/contract.ts';

export interface SchemaFacts {
	/** What provisioning would do now. */
	readonly steps: readonly string[];
	/** Migrations of Directus that were not run; null when they cannot be found. */
	readonly pendingMigrations: readonly string[] | null;
}

export const schemaFindings = defineFindings('schema', {
	'migrations-pending': {
		severity: 'error',
		found: {
			en: 'Directus has migrations that were not run on this database.',
			ar: 'لدى Directus ترحيلات لم تُنفّذ على قاعدة البيانات هذه.',
		},
		remedy: {
			en: 'Take a backup, then run "directus bootstrap" (or "directus database migrate:latest").',
			ar: 'خذ نسخة احتياطية ثم شغّل "directus bootstrap" (أو "directus database migrate:latest").',
		},
	},
	'migrations-unknown': {
		severity: 'info',
		found: {
			en: 'The migrations of Directus cannot be found from here.',
			ar: 'تعذّر العثور على ترحيلات Directus من هنا.',
		},
		remedy: {
			en: 'Run the command in the folder of Directus, by its own "directus" command.',
			ar: 'شغّل الأمر في مجلد Directus عبر أمر "directus" نفسه.',
		},
	},
	'schema-differs': {
		severity: 'error',
		found: {
			en: 'The database differs from what BeBetter declares; provisioning would do this:',
			ar: 'تختلف قاعدة البيانات عمّا يعلنه BeBetter؛ والتجهيز سيفعل هذا:',
		},
		remedy: {
			en: 'Find out who changed it; then run "directus bebetter provision", which deletes nothing.',
			ar: 'اعرف من غيّرها ثم شغّل "directus bebetter provision"، وهو لا يحذف شيئًا.',
		},
	},
});

export function judgeSchema({ steps, pendingMigrations }: SchemaFacts): Finding[] {
	const { find } = schemaFindings;
	return [
		...(pendingMigrations === null ? [find('migrations-unknown')] : []),
		...(pendingMigrations !== null && pendingMigrations.length > 0
			? [find('migrations-pending', {}, pendingMigrations)]
			: []),
		...(steps.length > 0 ? [find('schema-differs', {}, steps)] : []),
	];
}
