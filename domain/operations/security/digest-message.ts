import type { SecurityDigest } from './contract.ts';

/** What a digest is told from. */
export interface DigestNews {
	readonly digest: SecurityDigest;
	/** Names of secrets past their age. */
	readonly overdue: readonly string[];
	readonly failedLogins: number;
}

export interface Message {
	readonly subject: string;
	readonly message: string;
}

const words = {
	en: {
		subject: 'Security this week',
		administrators: 'New administrators',
		tokens: 'Accounts with a static token',
		inactive: 'Accounts with the Studio that nobody used for 90 days',
		drift: 'Permissions that differ from what was set up',
		open: 'Open to everybody without being set up so',
		overdue: 'Secrets to replace',
		failed: 'Failed logins in 7 days',
		more: 'Details: Operations → Security',
		none: 'none',
	},
	ar: {
		subject: 'الأمان هذا الأسبوع',
		administrators: 'مسؤولون جدد',
		tokens: 'حسابات لها رمز وصول ثابت',
		inactive: 'حسابات استوديو لم تُستخدم منذ 90 يومًا',
		drift: 'صلاحيات تختلف عمّا أُعِدّ',
		open: 'مفتوحة للجميع دون إعداد لذلك',
		overdue: 'أسرار حان استبدالها',
		failed: 'محاولات دخول فاشلة خلال 7 أيام',
		more: 'التفاصيل: التشغيل ← الأمان',
		none: 'لا شيء',
	},
} as const;

/** The weekly digest as a notification. It names people and secrets, and holds no value of a secret. */
export function digestMessage({ digest, overdue, failedLogins }: DigestNews, language: 'en' | 'ar'): Message {
	const text = words[language];
	const names = (people: readonly { name: string }[]) => people.map(({ name }) => name);
	const places = (isPublic: boolean) =>
		digest.drift
			.filter(({ kind }) => (kind === 'public') === isPublic)
			.map(({ policy, collection, action }) => (isPublic ? '' : `${policy}: `) + `${collection} ${action}`);
	const line = (title: string, items: readonly string[]) =>
		`- ${title}: ${items.length === 0 ? text.none : `${items.length} (${items.slice(0, 10).join(', ')})`}`;
	return {
		subject: text.subject,
		message: [
			line(text.administrators, names(digest.new_administrators)),
			line(text.overdue, overdue),
			line(text.open, places(true)),
			line(text.drift, places(false)),
			line(text.tokens, names(digest.static_tokens)),
			line(text.inactive, names(digest.inactive)),
			`- ${text.failed}: ${failedLogins}`,
			'',
			text.more,
		].join('\n'),
	};
}
