import { defineFindings } from './finding.ts';
import type { Finding } from './contract.ts';
import { isOn, publicAddress, textOf, type Settings } from './settings.ts';

export const networkFindings = defineFindings('network', {
	'public-url-missing': {
		severity: 'error',
		found: {
			en: 'PUBLIC_URL is no whole address, so links in e-mails, OAuth and file addresses lead nowhere.',
			ar: 'المتغير PUBLIC_URL ليس عنوانًا كاملًا، فروابط البريد وOAuth والملفات لا تصل.',
		},
		remedy: {
			en: 'Set PUBLIC_URL to the address people use, such as https://cms.example.com.',
			ar: 'عيّن PUBLIC_URL بالعنوان الذي يستعمله الناس، مثل https://cms.example.com.',
		},
	},
	'public-url-plain': {
		severity: 'error',
		found: {
			en: 'PUBLIC_URL begins with http://: passwords and tokens go over the network in the clear.',
			ar: 'المتغير PUBLIC_URL يبدأ بـ http: تمرّ كلمات المرور والرموز عبر الشبكة بلا تشفير.',
		},
		remedy: {
			en: 'Put a proxy with TLS in front and set PUBLIC_URL to its https:// address.',
			ar: 'ضع أمامه وكيلًا بتشفير TLS وعيّن PUBLIC_URL بعنوانه الذي يبدأ بـ https.',
		},
	},
	'public-url-local': {
		severity: 'info',
		found: {
			en: 'PUBLIC_URL names this machine only: right for trying out, wrong for a server.',
			ar: 'المتغير PUBLIC_URL يشير إلى هذا الجهاز فقط: يصلح للتجربة لا للخادم.',
		},
		remedy: {
			en: 'On a server set PUBLIC_URL to the https:// address that people use.',
			ar: 'على الخادم عيّن PUBLIC_URL بعنوان https الذي يستعمله الناس.',
		},
	},
	'public-url-slash': {
		severity: 'warning',
		found: {
			en: 'PUBLIC_URL ends in a slash, so some addresses get two.',
			ar: 'المتغير PUBLIC_URL ينتهي بشرطة مائلة، فتتكرر في بعض العناوين.',
		},
		remedy: { en: 'Remove the slash at the end.', ar: 'احذف الشرطة المائلة في نهايته.' },
	},
	'cors-any-origin': {
		severity: 'error',
		found: {
			en: 'CORS lets pages of every origin ask with the visitor’s cookies.',
			ar: 'إعداد CORS يسمح لصفحات أي موقع بإرسال الطلبات بملفات ارتباط الزائر.',
		},
		remedy: {
			en: 'List the origins in CORS_ORIGIN (https://app.example.com), or set CORS_CREDENTIALS=false.',
			ar: 'اذكر المواقع في CORS_ORIGIN (مثل https://app.example.com) أو عيّن CORS_CREDENTIALS=false.',
		},
	},
	'cors-origin-never': {
		severity: 'warning',
		found: {
			en: 'CORS_ORIGIN names what no browser ever sends: an origin is scheme, host and port, without a path or a slash.',
			ar: 'في CORS_ORIGIN قيم لا يرسلها أي متصفح: الأصل هو البروتوكول والمضيف والمنفذ بلا مسار ولا شرطة.',
		},
		remedy: {
			en: 'Write it as https://app.example.com.',
			ar: 'اكتبه هكذا: https://app.example.com.',
		},
	},
	'cookie-insecure': {
		severity: 'warning',
		found: {
			en: '{names} is off although PUBLIC_URL is https: the login cookie also goes over plain HTTP.',
			ar: '{names} معطّل مع أن PUBLIC_URL يستعمل https: ملف ارتباط الدخول يُرسل أيضًا بلا تشفير.',
		},
		remedy: { en: 'Set it to true.', ar: 'عيّنه بالقيمة true.' },
	},
	'cookie-never-sent': {
		severity: 'error',
		found: {
			en: '{names} is on but PUBLIC_URL is plain HTTP: browsers drop the cookie and nobody stays logged in.',
			ar: '{names} مفعّل لكن PUBLIC_URL بلا تشفير: تتجاهل المتصفحات ملف الارتباط فلا يبقى أحد داخلًا.',
		},
		remedy: {
			en: 'Serve by https (better), or set it to false.',
			ar: 'استعمل https (وهو الأفضل) أو عيّنه بالقيمة false.',
		},
	},
	'cookie-same-site': {
		severity: 'error',
		found: {
			en: '{names} is "none" without the secure flag: browsers refuse such a cookie.',
			ar: '{names} قيمته "none" بلا خاصية الأمان: ترفض المتصفحات ملف ارتباط كهذا.',
		},
		remedy: {
			en: 'Set it to lax, or switch the secure flag of the same cookie on.',
			ar: 'عيّنه بالقيمة lax أو فعّل خاصية الأمان للملف نفسه.',
		},
	},
	'proxy-untrusted': {
		severity: 'warning',
		found: {
			en: 'IP_TRUST_PROXY is off behind an https address: all visitors have the proxy’s address and share one rate limit.',
			ar: 'المتغير IP_TRUST_PROXY معطّل خلف عنوان https: لكل الزوار عنوان الوكيل نفسه وحدّ طلبات مشترك.',
		},
		remedy: {
			en: 'Set IP_TRUST_PROXY to the number of proxies in front, such as 1.',
			ar: 'عيّن IP_TRUST_PROXY بعدد الوكلاء في الأمام، مثل 1.',
		},
	},
	'proxy-trusts-all': {
		severity: 'warning',
		found: {
			en: 'IP_TRUST_PROXY trusts everybody: any visitor may write another address into X-Forwarded-For.',
			ar: 'المتغير IP_TRUST_PROXY يثق بالجميع: يستطيع أي زائر كتابة عنوان آخر في X-Forwarded-For.',
		},
		remedy: {
			en: 'Set it to the number of proxies in front, or to their addresses.',
			ar: 'عيّنه بعدد الوكلاء في الأمام أو بعناوينهم.',
		},
	},
	'rate-limiter-off': {
		severity: 'warning',
		found: {
			en: 'RATE_LIMITER_ENABLED is off: one caller may take the whole server.',
			ar: 'المتغير RATE_LIMITER_ENABLED معطّل: قد يستأثر زائر واحد بالخادم كله.',
		},
		remedy: {
			en: 'Set RATE_LIMITER_ENABLED=true and RATE_LIMITER_STORE=memory.',
			ar: 'عيّن RATE_LIMITER_ENABLED=true وRATE_LIMITER_STORE=memory.',
		},
	},
	'rate-limiter-redis': {
		severity: 'error',
		found: {
			en: 'RATE_LIMITER_STORE is redis: while Redis is away every request is answered with an error.',
			ar: 'المتغير RATE_LIMITER_STORE هو redis: عند غياب Redis يُجاب كل طلب بخطأ.',
		},
		remedy: { en: 'Set RATE_LIMITER_STORE=memory.', ar: 'عيّن RATE_LIMITER_STORE=memory.' },
	},
});

export function judgeNetwork(settings: Settings): Finding[] {
	return [
		...judgeAddress(settings),
		...judgeCors(settings),
		...judgeCookies(settings),
		...judgeLimits(settings),
	];
}

function judgeAddress(settings: Settings): Finding[] {
	const { find } = networkFindings;
	const address = publicAddress(settings);
	if (!address) return [find('public-url-missing')];
	const trust = textOf(settings, 'IP_TRUST_PROXY');
	const isUntrusted = trust === null || trust === 'false' || trust === '0';
	return [
		...(address.isLocal ? [find('public-url-local')] : []),
		...(!address.isLocal && !address.isHttps ? [find('public-url-plain')] : []),
		...(textOf(settings, 'PUBLIC_URL')!.endsWith('/') ? [find('public-url-slash')] : []),
		...(address.isHttps && isUntrusted ? [find('proxy-untrusted')] : []),
		...(trust === 'true' && !address.isLocal ? [find('proxy-trusts-all')] : []),
	];
}

function judgeCors(settings: Settings): Finding[] {
	if (!isOn(settings, 'CORS_ENABLED')) return [];
	const { find } = networkFindings;
	const origins = (textOf(settings, 'CORS_ORIGIN') ?? 'false').split(',').map((origin) => origin.trim());
	const isAny = origins.some((origin) => origin === '*' || origin === 'true');
	const never = origins.filter((origin) => !['*', 'true', 'false'].includes(origin) && !isOrigin(origin));
	return [
		...(isAny && isOn(settings, 'CORS_CREDENTIALS', true) ? [find('cors-any-origin')] : []),
		...(never.length > 0 ? [find('cors-origin-never', {}, never)] : []),
	];
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

const cookies = ['SESSION_COOKIE', 'REFRESH_TOKEN_COOKIE'];

function judgeCookies(settings: Settings): Finding[] {
	const { find } = networkFindings;
	const address = publicAddress(settings);
	const naming = (isAbout: (cookie: string) => boolean, ending: string): { names: string } | null => {
		const names = cookies.filter(isAbout).map((cookie) => `${cookie}_${ending}`);
		return names.length > 0 ? { names: names.join(', ') } : null;
	};
	const isSecure = (cookie: string): boolean => isOn(settings, `${cookie}_SECURE`);
	const insecure = address?.isHttps ? naming((cookie) => !isSecure(cookie), 'SECURE') : null;
	const neverSent = address && !address.isHttps && !address.isLocal ? naming(isSecure, 'SECURE') : null;
	const sameSite = naming(
		(cookie) => textOf(settings, `${cookie}_SAME_SITE`)?.toLowerCase() === 'none' && !isSecure(cookie),
		'SAME_SITE',
	);
	return [
		...(insecure ? [find('cookie-insecure', insecure)] : []),
		...(neverSent ? [find('cookie-never-sent', neverSent)] : []),
		...(sameSite ? [find('cookie-same-site', sameSite)] : []),
	];
}

function judgeLimits(settings: Settings): Finding[] {
	const { find } = networkFindings;
	if (!isOn(settings, 'RATE_LIMITER_ENABLED')) return [find('rate-limiter-off')];
	return textOf(settings, 'RATE_LIMITER_STORE') === 'redis' ? [find('rate-limiter-redis')] : [];
}
