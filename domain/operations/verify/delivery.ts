import { defineFindings } from '../doctor/finding.ts';
import type { Finding } from '../doctor/contract.ts';

/** What came of one request without a login; null: no answer in time. */
export interface Probe {
	readonly address: string;
	readonly status: number | null;
}

export interface DeliveryFacts {
	/** Where it was asked. */
	readonly origin: string;
	readonly answers: boolean;
	readonly isMaintenance: boolean;
	/** Of addresses that everybody may read. */
	readonly open: readonly Probe[];
	/** Of addresses that nobody may read without a login. */
	readonly closed: readonly Probe[];
	/** Collections that GraphQL handed out without a login. */
	readonly leaked: readonly string[];
	readonly entityTag: { readonly first: Probe; readonly tag: string | null; readonly again: Probe } | null;
	/** What is wrong with the manifest. */
	readonly manifest: readonly string[];
}

export interface ScreenFacts {
	/** Key, goal and language. */
	readonly name: string;
	readonly problems: readonly string[];
}

export const deliveryFindings = defineFindings('delivery', {
	'site-unreachable': {
		severity: 'error',
		found: { en: '{origin} does not answer.', ar: 'لا يستجيب {origin}.' },
		remedy: {
			en: 'Start Directus, or say where it is with --url.',
			ar: 'شغّل Directus أو حدّد عنوانه بالخيار --url.',
		},
	},
	'maintenance-on': {
		severity: 'warning',
		found: {
			en: 'Maintenance is on: phones get a maintenance screen, so what they would get otherwise was not checked.',
			ar: 'وضع الصيانة مفعّل: تعرض الهواتف شاشة صيانة، ولذلك لم يُفحص ما كانت ستتلقاه.',
		},
		remedy: {
			en: 'Switch it off when the work is done ("directus bebetter maintenance off"), then verify again.',
			ar: 'أوقفه عند انتهاء العمل ("directus bebetter maintenance off") ثم أعد التحقق.',
		},
	},
	'public-route-fails': {
		severity: 'error',
		found: {
			en: 'Addresses that phones read without a login do not answer with 200.',
			ar: 'عناوين تقرؤها الهواتف بلا تسجيل دخول لا تجيب بـ 200.',
		},
		remedy: {
			en: 'Look into the log for the cause; a proxy or a permission in front may refuse them too.',
			ar: 'ابحث عن السبب في السجل؛ وقد يرفضها وكيل أو صلاحية في الأمام.',
		},
	},
	'private-route-open': {
		severity: 'error',
		found: {
			en: 'Private data answers without a login.',
			ar: 'بيانات خاصة تُجاب بلا تسجيل دخول.',
		},
		remedy: {
			en: 'Remove the permission under Settings > Access Policies > Public at once, then look who read it.',
			ar: 'احذف الصلاحية فورًا من الإعدادات > سياسات الوصول > العامة، ثم انظر من قرأها.',
		},
	},
	'private-route-unknown': {
		severity: 'warning',
		found: {
			en: 'Whether these are private could not be seen: they answered with neither data nor a refusal.',
			ar: 'تعذّرت معرفة هل هذه خاصة: لم تُجب ببيانات ولا برفض.',
		},
		remedy: {
			en: 'Look into the log for the cause, then verify again.',
			ar: 'ابحث عن السبب في السجل ثم أعد التحقق.',
		},
	},
	'etag-broken': {
		severity: 'error',
		found: {
			en: 'A read with the ETag of the answer before is not answered with 304, so phones load everything again.',
			ar: 'طلب يحمل ETag الإجابة السابقة لا يُجاب بـ 304، فتعيد الهواتف تحميل كل شيء.',
		},
		remedy: {
			en: 'Look at what stands in front: a proxy that compresses or rewrites answers drops their ETag.',
			ar: 'افحص ما في الأمام: الوكيل الذي يضغط الإجابات أو يعيد كتابتها يسقط ETag.',
		},
	},
	'manifest-invalid': {
		severity: 'error',
		found: {
			en: 'The manifest of screens is not as apps expect it.',
			ar: 'بيان الشاشات ليس كما تتوقعه التطبيقات.',
		},
		remedy: {
			en: 'Publish the screens named here again; if none is, look into the log.',
			ar: 'أعد نشر الشاشات المذكورة؛ وإن لم تُذكر فابحث في السجل.',
		},
	},
});

export const screenFindings = defineFindings('screens', {
	'screen-invalid': {
		severity: 'error',
		found: {
			en: 'Live screens do not fit the catalogue: phones may show them with gaps.',
			ar: 'شاشات منشورة لا توافق الدليل: قد تعرضها الهواتف ناقصة.',
		},
		remedy: {
			en: 'Open them in the Screens module, correct what it marks and publish, or go back a release in the history.',
			ar: 'افتحها في وحدة الشاشات وصحّح ما تعلّمه وانشر، أو ارجع إلى إصدار سابق من السجل.',
		},
	},
	'screens-none': {
		severity: 'warning',
		found: { en: 'No screen is published.', ar: 'لا توجد شاشة منشورة.' },
		remedy: {
			en: 'Publish one, or add the seed content: "directus bebetter seed".',
			ar: 'انشر واحدة أو أضف المحتوى الأولي: "directus bebetter seed".',
		},
	},
});

/** A login is asked for, access refused, or the collection unknown to whoever asks. */
const refusals = new Set([401, 403, 404]);

export function judgeDelivery(facts: DeliveryFacts): Finding[] {
	const { find } = deliveryFindings;
	if (!facts.answers) return [find('site-unreachable', { origin: facts.origin })];
	const failing = facts.open.filter(({ status }) => status !== 200).map(describe);
	const answering = facts.closed.filter(({ status }) => status !== null && status < 300);
	const leaked = [...answering.map(describe), ...facts.leaked.map((name) => `/graphql ${name}`)];
	const unknown = facts.closed
		.filter(({ status }) => status === null || (status >= 300 && !refusals.has(status)))
		.map(describe);
	return [
		...(facts.isMaintenance ? [find('maintenance-on')] : []),
		...(failing.length > 0 ? [find('public-route-fails', {}, failing)] : []),
		...(leaked.length > 0 ? [find('private-route-open', {}, leaked)] : []),
		...(unknown.length > 0 ? [find('private-route-unknown', {}, unknown)] : []),
		...judgeEntityTag(facts.entityTag),
		...(facts.manifest.length > 0 ? [find('manifest-invalid', {}, facts.manifest)] : []),
	];
}

const describe = ({ address, status }: Probe): string => `${address}: ${status ?? 'no answer'}`;

function judgeEntityTag(entityTag: DeliveryFacts['entityTag']): Finding[] {
	if (entityTag === null) return [];
	const { first, tag, again } = entityTag;
	if (first.status === 200 && tag !== null && again.status === 304) return [];
	return [
		deliveryFindings.find('etag-broken', {}, [describe(first), `ETag: ${tag ?? '-'}`, describe(again)]),
	];
}

export function judgeScreens(screens: readonly ScreenFacts[]): Finding[] {
	const { find } = screenFindings;
	if (screens.length === 0) return [find('screens-none')];
	const invalid = screens.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`));
	return invalid.length > 0 ? [find('screen-invalid', {}, invalid)] : [];
}
