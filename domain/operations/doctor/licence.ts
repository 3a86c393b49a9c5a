import { defineFindings } from './finding.ts';
import type { Finding } from './contract.ts';

export interface LicenceFacts {
	/** Whether the host accepts row-level permission rules: Directus 11 does, 12 with a licence. */
	readonly allowsRules: boolean;
	readonly used: Readonly<Record<Limited, number>>;
}

export const limitedNames = ['collections', 'flows', 'seats'] as const;
export type Limited = (typeof limitedNames)[number];

/** Of Directus 12 without a licence. */
export const coreLimits: Readonly<Record<Limited, number>> = { collections: 25, flows: 5, seats: 3 };

export const licenceFindings = defineFindings('licence', {
	'licence-core': {
		severity: 'info',
		found: {
			en: 'There is no licence for permission rules: people reach their own rows through /mobile/me only.',
			ar: 'لا توجد رخصة لقواعد الصلاحيات: يصل الناس إلى بياناتهم عبر /mobile/me فقط.',
		},
		remedy: {
			en: 'Nothing to do; with a licence, provisioning adds the rules.',
			ar: 'لا يلزم شيء؛ عند وجود رخصة تُضاف القواعد تلقائيًا.',
		},
	},
	'licence-limit-near': {
		severity: 'info',
		found: {
			en: 'What Directus 12 allows without a licence is nearly or wholly used; Directus refuses what goes beyond.',
			ar: 'ما يسمح به Directus 12 بلا رخصة أوشك أن يُستهلك أو استُهلك، ويرفض Directus ما زاد.',
		},
		remedy: {
			en: 'Deactivate what nobody uses before you add more, or add a licence.',
			ar: 'عطّل ما لا يُستعمل قبل أن تضيف، أو أضف رخصة.',
		},
	},
	'licence-limit-exceeded': {
		severity: 'error',
		found: {
			en: 'More is active than Directus 12 allows without a licence: it locks the project, and /items answers 403.',
			ar: 'المفعّل يتجاوز ما يسمح به Directus 12 بلا رخصة: يقفل المشروع ويجيب /items بـ 403.',
		},
		remedy: {
			en: 'Deactivate what is too much under Settings, or add a licence, then restart Directus.',
			ar: 'عطّل الزائد من الإعدادات أو أضف رخصة، ثم أعد تشغيل Directus.',
		},
	},
});

export function judgeLicence({ allowsRules, used }: LicenceFacts): Finding[] {
	if (allowsRules) return [];
	const { find } = licenceFindings;
	const describe = (name: Limited): string => `${name}: ${used[name]} / ${coreLimits[name]}`;
	const exceeded = limitedNames.filter((name) => used[name] > coreLimits[name]);
	const near = limitedNames.filter(
		(name) => used[name] / coreLimits[name] >= 0.9 && !exceeded.includes(name),
	);
	return [
		find('licence-core'),
		...(exceeded.length > 0 ? [find('licence-limit-exceeded', {}, exceeded.map(describe))] : []),
		...(near.length > 0 ? [find('licence-limit-near', {}, near.map(describe))] : []),
	];
}
