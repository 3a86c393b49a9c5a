import { createError } from '@directus/errors';
import type { Accountability } from '@directus/types';
import type { Knex } from 'knex';
import type { Locale } from '../../domain/content/localise.ts';
import { readLocale } from '../../domain/content/localise.ts';
import type { Problem } from '../../domain/problem.ts';

interface RefusalExtensions {
	/** Without it the Studio lists the message but does not mark the field. */
	collection: string;
	field: string;
	path: string[];
	type: string;
	rule: string;
	pointer?: string;
	validation_message: string;
}

/** Directus's own code for this, so that the Studio marks the field and shows the message in its list. */
const FailedValidation = createError<RefusalExtensions>(
	'FAILED_VALIDATION',
	({ validation_message }) => validation_message,
	400,
);

/** The errors to throw for problems, in one language; Directus takes a list and shows each at its field. */
export function refusals(collection: string, problems: readonly Problem[], locale: Locale): Error[] {
	return problems.map(({ field, code, pointer, message }) => {
		const place = pointer ? `${pointer}: ` : '';
		return new FailedValidation({
			collection,
			field,
			path: [],
			type: 'custom',
			rule: code,
			...(pointer !== undefined && { pointer }),
			validation_message: place + message[locale],
		});
	});
}

/** The language an editor works in; English for pipelines and for languages we do not have. */
export async function editorLocale(knex: Knex, accountability: Accountability | null): Promise<Locale> {
	if (!accountability?.user) return 'en';
	const user: { language: string | null } | undefined = await knex('directus_users')
		.select('language')
		.where({ id: accountability.user })
		.first();
	if (user?.language) return readLocale(user.language);
	const settings: { default_language: string | null } | undefined = await knex('directus_settings')
		.select('default_language')
		.first();
	return readLocale(settings?.default_language ?? undefined);
}
