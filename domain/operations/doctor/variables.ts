import { nearestName } from '../../text/nearest.ts';
import { defineFindings } from './finding.ts';
import type { Finding } from './contract.ts';
import { isOn, type Settings } from './settings.ts';

export interface VariableFacts {
	readonly settings: Settings;
	/** One sentence for each variable of ours that cannot be used, without its value. */
	readonly problems: readonly string[];
	/** Every variable of ours that means something. */
	readonly known: readonly string[];
}

export const variableFindings = defineFindings('variables', {
	'config-invalid': {
		severity: 'error',
		found: {
			en: 'Variables of BeBetter cannot be used as they are; with EXTENSIONS_MUST_LOAD Directus does not start.',
			ar: 'في متغيرات BeBetter ما لا يصلح كما هو، ومع EXTENSIONS_MUST_LOAD لا يبدأ Directus.',
		},
		remedy: {
			en: 'Correct each of these, then restart Directus and its workers.',
			ar: 'صحّح كل متغير مذكور ثم أعد تشغيل Directus والعمّال.',
		},
	},
	'variable-unknown': {
		severity: 'warning',
		found: {
			en: 'Variables begin with BEBETTER_ and mean nothing, so what they should do is not done.',
			ar: 'متغيرات تبدأ بـ BEBETTER_ ولا معنى لها، فما يُراد منها لا يحدث.',
		},
		remedy: {
			en: 'Correct the name or remove the variable.',
			ar: 'صحّح الاسم أو احذف المتغير.',
		},
	},
	'provisioning-off': {
		severity: 'info',
		found: {
			en: 'BEBETTER_PROVISION_ON_START is off: after an upgrade somebody has to provision.',
			ar: 'المتغير BEBETTER_PROVISION_ON_START معطّل: بعد كل ترقية يلزم تجهيز قاعدة البيانات يدويًا.',
		},
		remedy: {
			en: 'Run "directus bebetter provision" after each upgrade, or switch it on.',
			ar: 'شغّل "directus bebetter provision" بعد كل ترقية، أو فعّل المتغير.',
		},
	},
});

const prefix = 'BEBETTER_';
/** What the bundle's own tests are told by. */
const testPrefix = 'BEBETTER_TEST_';

export function judgeVariables({ settings, problems, known }: VariableFacts): Finding[] {
	const { find } = variableFindings;
	const unknown = Object.keys(settings)
		.filter((name) => name.startsWith(prefix) && !name.startsWith(testPrefix))
		.filter((name) => !known.includes(name) && !known.includes(withoutFile(name)))
		.map((name) => describeUnknown(name, known));
	return [
		...(problems.length > 0 ? [find('config-invalid', {}, problems)] : []),
		...(unknown.length > 0 ? [find('variable-unknown', {}, unknown)] : []),
		...(isOn(settings, 'BEBETTER_PROVISION_ON_START', true) ? [] : [find('provisioning-off')]),
	];
}

const withoutFile = (name: string): string => name.replace(/_FILE$/, '');

/** All names share their beginning, so only the rest says how near two are. */
function describeUnknown(name: string, known: readonly string[]): string {
	const endings = known.map((one) => one.slice(prefix.length));
	const nearest = nearestName(withoutFile(name).slice(prefix.length), endings);
	return nearest === null ? name : `${name} → ${prefix}${nearest}?`;
}
