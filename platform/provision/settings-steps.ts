import { roles } from '../../schema/access/index.ts';
import { studioTranslations } from '../../schema/directus/translations.ts';
import type { CurrentState } from './current-state.ts';
import type { ProvisionLedger } from './ledger.ts';
import { quietly, type Step } from './step.ts';

/** Project settings that a phone needs to sign up; written once, then the administrator's. */
const settings: Record<string, unknown> = {
	public_registration: true,
	public_registration_role: roles.appUser.id,
	public_registration_verify_email: false,
};

export function settingsSteps(current: CurrentState, ledger: ProvisionLedger): Step[] {
	const missing = Object.entries(settings).filter(([name]) => !ledger.has('setting', name));
	return [
		...(missing.length > 0 ? [writeSettings(Object.fromEntries(missing))] : []),
		...translationSteps(current, ledger),
	];
}

/** Writes project settings and records them, so that they are written only once. */
export function writeSettings(values: Record<string, unknown>): Step {
	return {
		title: `set ${Object.keys(values).join(', ')}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.SettingsService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.upsertSingleton(values);
			for (const [name, value] of Object.entries(values)) await ledger.record('setting', name, value);
		},
	};
}

/** Texts of the Studio: new ones are added, ours are kept current, an administrator's wording stays. */
function translationSteps(current: CurrentState, ledger: ProvisionLedger): Step[] {
	const rows = studioTranslations().map((row) => ({ ...row, id: `${row.language} ${row.key}` }));
	const added = rows.filter(({ id }) => !current.translations.has(id) && !ledger.has('translation', id));
	const changed = rows.filter(({ id, value }) => {
		const now = current.translations.get(id)?.value;
		return now !== undefined && now !== value && now === ledger.get('translation', id);
	});

	return [
		...(added.length > 0 ? [addTranslations(added)] : []),
		...changed.map((row) => updateTranslation(row, current.translations.get(row.id)!.id)),
	];
}

interface Translation {
	readonly id: string;
	readonly key: string;
	readonly language: string;
	readonly value: string;
}

function addTranslations(rows: Translation[]): Step {
	return {
		title: `add ${rows.length} Studio texts in English and Arabic`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.ItemsService('directus_translations', {
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.createMany(
				rows.map(({ key, language, value }) => ({ key, language, value })),
				quietly,
			);
			for (const row of rows) await ledger.record('translation', row.id, row.value);
		},
	};
}

function updateTranslation(row: Translation, id: string): Step {
	return {
		title: `update Studio text ${row.key} (${row.language})`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.TranslationsService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.updateOne(id, { value: row.value }, quietly);
			await ledger.record('translation', row.id, row.value);
		},
	};
}
