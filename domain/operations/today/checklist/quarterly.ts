import type { Check } from '../check.ts';

export const quarterlyChecks: readonly Check[] = [
	{
		id: 'restore-tried',
		period: 'quarter',
		title: { en: 'Restoring was tried, and worked', ar: 'جُرّبت الاستعادة ونجحت' },
		advice: {
			en: 'Under Backups, run a drill: it restores for real and measures how long that takes.',
			ar: 'في صفحة النسخ الاحتياطية، شغّل تجربة: تستعيد فعلا وتقيس المدة.',
		},
		page: 'backups',
		rules: [
			{
				signal: 'restore_test_age_days',
				bound: { atMost: 100 },
				says: { en: 'It last worked {value} ago.', ar: 'نجحت آخر مرة قبل {value}.' },
			},
		],
	},
	{
		id: 'recovery-goals-met',
		period: 'quarter',
		title: { en: 'Recovery is as fast as promised', ar: 'التعافي بالسرعة الموعودة' },
		advice: {
			en: 'Compare the measured times of the drills with the goals: back within 4 h, at most 24 h of data lost.',
			ar: 'قارن أزمنة التجارب المقيسة بالأهداف: العودة خلال 4 ساعات، وفقد بيانات 24 ساعة على الأكثر.',
		},
		page: 'backups',
		rules: [],
	},
	{
		id: 'security-tested',
		period: 'quarter',
		title: { en: 'Somebody tried to break in', ar: 'جرّب أحد اختراق النظام' },
		advice: {
			en: 'Have somebody who did not build it test it from outside; keep the findings and what became of them.',
			ar: 'اجعل شخصا لم يبنه يختبره من الخارج، واحفظ النتائج وما آلت إليه.',
		},
		page: null,
		rules: [],
	},
	{
		id: 'contacts-right',
		period: 'quarter',
		title: { en: 'Duties and contacts are right', ar: 'المهام وجهات الاتصال صحيحة' },
		advice: {
			en: 'Who is called for what, by which number, and who stands in? Try one call.',
			ar: 'من يُتصل به ولأي أمر وعلى أي رقم، ومن ينوب عنه؟ جرّب مكالمة واحدة.',
		},
		page: null,
		rules: [],
	},
	{
		id: 'thresholds-right',
		period: 'quarter',
		title: { en: 'Alerts come when they should', ar: 'التنبيهات تأتي حين يجب' },
		advice: {
			en: 'Which alerts of the quarter were false, which came too late? Set their thresholds anew.',
			ar: 'أي تنبيهات هذا الربع كانت خاطئة وأيها تأخر؟ اضبط حدودها من جديد.',
		},
		page: 'alerts',
		rules: [],
	},
];
