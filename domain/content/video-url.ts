import type { Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';

type UrlFault = 'NOT_A_URL' | 'NOT_HTTPS' | 'CREDENTIALS' | 'HOST_NOT_PUBLIC';

const MAX_LENGTH = 2048;
const PRIVATE_ZONES = [
	'localhost',
	'local',
	'internal',
	'intranet',
	'lan',
	'home',
	'corp',
	'arpa',
	'invalid',
	'onion',
];

const MESSAGES = {
	NOT_A_URL: {
		en: 'This is not a web address. Paste it whole, for example https://example.com/page.',
		ar: 'هذا ليس عنوان ويب. الصق العنوان كاملًا، مثل https://example.com/page.',
	},
	NOT_HTTPS: {
		en: 'Use an address that starts with https://. Phones refuse addresses that are not secure.',
		ar: 'استخدم عنوانًا يبدأ بـ https://، فالهواتف ترفض العناوين غير الآمنة.',
	},
	CREDENTIALS: {
		en: 'Remove the user name and password from the address; everybody could read them.',
		ar: 'احذف اسم المستخدم وكلمة المرور من العنوان، فبإمكان أي شخص قراءتهما.',
	},
	HOST_NOT_PUBLIC: {
		en: 'Phones cannot reach this host. Use a public name such as example.com, not an IP address or an internal name.',
		ar: 'لا يمكن للهواتف الوصول إلى هذا المضيف. استخدم اسمًا عامًا مثل example.com بدلًا من عنوان IP أو اسم داخلي.',
	},
} as const;

/** Checks the address of a video that is present. Where the name leads in DNS is not looked up. */
export function checkVideoUrl(value: unknown, field: string): Problem[] {
	return checkPublicUrl(value, field);
}

/** Checks that a link is HTTPS, names a public host and carries no credentials. */
export function checkPublicUrl(value: unknown, field: string, pointer?: string): Problem[] {
	const fault = findUrlFault(value);
	return fault ? [errorAt(field, `URL_${fault}`, MESSAGES[fault], pointer)] : [];
}

export function isPublicHttpsUrl(value: unknown): boolean {
	return findUrlFault(value) === null;
}

function findUrlFault(value: unknown): UrlFault | null {
	// URL() repairs what it gets (inner tabs, `https:host`, backslashes); what we store must not need it.
	if (typeof value !== 'string' || value.length > MAX_LENGTH || /[\s\\\p{Cc}\p{Cf}]/u.test(value)) {
		return 'NOT_A_URL';
	}
	if (!/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(value)) return 'NOT_A_URL';
	if (!/^https:/i.test(value)) return 'NOT_HTTPS';

	let url: URL;
	try {
		url = new URL(value);
	} catch {
		return 'NOT_A_URL';
	}
	if (url.username !== '' || url.password !== '') return 'CREDENTIALS';
	return isPublicHost(url.hostname) ? null : 'HOST_NOT_PUBLIC';
}

/** URL() has already written every spelling of an IPv4 address (hex, one number) as four numbers. */
function isPublicHost(hostname: string): boolean {
	if (hostname.startsWith('[')) return false;
	const labels = hostname.replace(/\.$/, '').split('.');
	const zone = labels.at(-1) ?? '';
	if (labels.length < 2 || PRIVATE_ZONES.includes(zone)) return false;
	return labels.every((label) => label !== '') && /^(xn--[a-z0-9-]+|[a-z]{2,})$/.test(zone);
}
