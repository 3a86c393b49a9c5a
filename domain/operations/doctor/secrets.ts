import { defineFindings } from './finding.ts';
import type { Finding } from './contract.ts';
import { textOf, type Settings } from './settings.ts';

export interface SecretFacts {
	readonly settings: Settings;
	/** Files with variables that others on the machine may read. */
	readonly readableFiles: readonly string[];
}

export const fewestSecretBytes = 32;
const fewestTokenBytes = 24;

export const secretFindings = defineFindings('secrets', {
	'secret-missing': {
		severity: 'error',
		found: {
			en: 'SECRET is not set: every start makes another one, and everybody is logged out.',
			ar: 'لم يُعيَّن SECRET: كل تشغيل ينشئ سرًّا جديدًا ويُخرج الجميع.',
		},
		remedy: {
			en: 'Set SECRET to the output of "openssl rand -hex 32", the same on every instance.',
			ar: 'عيّن SECRET بناتج "openssl rand -hex 32"، وهو نفسه على كل نسخة.',
		},
	},
	'secret-short': {
		severity: 'error',
		found: {
			en: 'SECRET has {bytes} bytes; fewer than {fewest} can be guessed, and whoever has it signs tokens of anybody.',
			ar: 'طول SECRET هو {bytes} بايت، وما دون {fewest} يمكن تخمينه، ومن يملكه يوقّع رموز دخول لأي شخص.',
		},
		remedy: {
			en: 'Set SECRET to the output of "openssl rand -hex 32"; access tokens end at once, people log in again.',
			ar: 'عيّن SECRET بناتج "openssl rand -hex 32"؛ تنتهي رموز الدخول فورًا ويسجّل الجميع الدخول من جديد.',
		},
	},
	'secret-sample': {
		severity: 'error',
		found: {
			en: '{names}: the value is one of an example, which everybody knows.',
			ar: '{names}: القيمة مأخوذة من مثال يعرفه الجميع.',
		},
		remedy: {
			en: 'Give it a random value: "openssl rand -hex 32".',
			ar: 'أعطه قيمة عشوائية: "openssl rand -hex 32".',
		},
	},
	'secrets-equal': {
		severity: 'error',
		found: {
			en: '{names} have the same value: who learns one has the others too.',
			ar: '{names} لها القيمة نفسها: من يعرف أحدها يملك البقية.',
		},
		remedy: {
			en: 'Give each a random value of its own.',
			ar: 'أعط كلًّا منها قيمة عشوائية خاصة به.',
		},
	},
	'hash-keys-missing': {
		severity: 'error',
		found: {
			en: 'BEBETTER_HASH_KEYS is not set: events go without a person, and no fasting statistics are computed.',
			ar: 'لم يُعيَّن BEBETTER_HASH_KEYS: تُسجَّل الأحداث بلا صاحب ولا تُحسب إحصاءات الصيام.',
		},
		remedy: {
			en: 'Set it to "k1:" and the output of "openssl rand -base64 32", the same on every instance.',
			ar: 'عيّنه بـ "k1:" يليها ناتج "openssl rand -base64 32"، وهو نفسه على كل نسخة.',
		},
	},
	'token-short': {
		severity: 'error',
		found: {
			en: '{names}: fewer than {fewest} bytes can be guessed.',
			ar: '{names}: ما دون {fewest} بايت يمكن تخمينه.',
		},
		remedy: {
			en: 'Set it to the output of "openssl rand -hex 32" and tell whoever uses it.',
			ar: 'عيّنه بناتج "openssl rand -hex 32" وأخبر من يستعمله.',
		},
	},
	'admin-password-set': {
		severity: 'warning',
		found: {
			en: '{names}: still in the environment, where every process and every crash report may see it.',
			ar: '{names}: ما زال في متغيرات البيئة حيث قد تراه كل عملية وكل تقرير أعطال.',
		},
		remedy: {
			en: 'It counts only when the database is created: change the password in the Studio, then remove the variable.',
			ar: 'لا يؤثر إلا عند إنشاء قاعدة البيانات: غيّر كلمة المرور من الاستوديو ثم احذف المتغير.',
		},
	},
	'secrets-readable': {
		severity: 'warning',
		found: {
			en: 'Everybody on this machine may read a file with secrets.',
			ar: 'يستطيع كل مستخدمي هذا الجهاز قراءة ملف فيه أسرار.',
		},
		remedy: {
			en: 'chmod 600 the file, owned by the account that runs Directus.',
			ar: 'نفّذ chmod 600 على الملف واجعل مالكه الحساب الذي يشغّل Directus.',
		},
	},
});

/** From the documentation of Directus and what people type to get on; compared in small letters. */
const samples = new Set([
	'secret',
	'changeme',
	'change-me',
	'password',
	'directus',
	'test',
	'replace-with-random-value',
	'replace-with-secure-random-value',
	'6116487b-cda1-52c2-b5b5-c8022c45e263',
	'255d861b-5ea1-5996-9aa3-922530ec40b1',
]);

export function judgeSecrets({ settings, readableFiles }: SecretFacts): Finding[] {
	const { find } = secretFindings;
	const secret = textOf(settings, 'SECRET');
	const values = secretValues(settings);
	const sample = values.filter(({ value }) => samples.has(value.toLowerCase())).map(({ name }) => name);
	const short = values
		.filter(({ name, value }) => isToken(name) && bytesOf(value) < fewestTokenBytes)
		.map(({ name }) => name);
	const left = ['ADMIN_PASSWORD', 'ADMIN_TOKEN'].filter((name) => textOf(settings, name) !== null);

	return [
		...(secret === null ? [find('secret-missing')] : []),
		...(secret !== null && bytesOf(secret) < fewestSecretBytes
			? [find('secret-short', { bytes: bytesOf(secret), fewest: fewestSecretBytes })]
			: []),
		...(sample.length > 0 ? [find('secret-sample', { names: sample.join(', ') })] : []),
		...sharedBy(values).map((names) => find('secrets-equal', { names: names.join(', ') })),
		...(textOf(settings, 'BEBETTER_HASH_KEYS') === null && !textOf(settings, 'BEBETTER_HASH_KEYS_FILE')
			? [find('hash-keys-missing')]
			: []),
		...(short.length > 0 ? [find('token-short', { names: short.join(', '), fewest: fewestTokenBytes })] : []),
		...(left.length > 0 ? [find('admin-password-set', { names: left.join(', ') })] : []),
		...(readableFiles.length > 0 ? [find('secrets-readable', {}, readableFiles)] : []),
	];
}

const bytesOf = (value: string): number => new TextEncoder().encode(value).length;

/** Tokens of ours that somebody shows; a CDN makes its own. */
const isToken = (name: string): boolean =>
	/^BEBETTER_(?!FASTLY|CLOUDFLARE)\w*TOKENS?$/.test(name) && !name.endsWith('_FILE');

interface NamedValue {
	readonly name: string;
	readonly value: string;
}

const secretNames =
	/^(SECRET|KEY|ADMIN_PASSWORD|ADMIN_TOKEN|DB_PASSWORD|REDIS_PASSWORD|BEBETTER_\w*(TOKENS?|KEYS?|SECRETS?))$/;

/** Each secret by itself: several may stand in one variable, with names in front. */
const secretValues = (settings: Settings): NamedValue[] =>
	Object.keys(settings)
		.filter((name) => secretNames.test(name))
		.flatMap((name) =>
			(textOf(settings, name) ?? '')
				.split(',')
				.map((part) => ({ name, value: part.trim().replace(/^[\w-]{1,64}:/, '') }))
				.filter(({ value }) => value !== ''),
		);

/** The names of those that have a value in common, once for each value. */
function sharedBy(values: readonly NamedValue[]): string[][] {
	const names = new Map<string, Set<string>>();
	for (const { name, value } of values) names.set(value, (names.get(value) ?? new Set()).add(name));
	return [...names.values()].filter(({ size }) => size > 1).map((shared) => [...shared]);
}
