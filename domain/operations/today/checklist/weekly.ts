import type { Check } from '../check.ts';

export const weeklyChecks: readonly Check[] = [
	{
		id: 'doctor-is-content',
		period: 'week',
		title: { en: 'The doctor finds no error', ar: 'لا يجد الفحص أي خطأ' },
		advice: {
			en: 'Every finding under Doctor names its remedy. Mend it and look again.',
			ar: 'كل نتيجة في صفحة الفحص تذكر علاجها. عالجها ثم أعد الفحص.',
		},
		page: 'doctor',
		rules: [
			{
				signal: 'doctor_errors',
				bound: { atMost: 0 },
				says: { en: 'Errors of the configuration: {value}.', ar: 'أخطاء الإعداد: {value}.' },
			},
			{
				signal: 'verify_errors',
				bound: { atMost: 0 },
				says: { en: 'Errors of the installation: {value}.', ar: 'أخطاء التثبيت: {value}.' },
			},
		],
	},
	{
		id: 'certificate-lasts',
		period: 'week',
		title: { en: 'The certificate lasts', ar: 'الشهادة سارية' },
		advice: {
			en: 'Renew it where it is issued, and see why that did not happen by itself.',
			ar: 'جدّدها عند مُصدرها، وابحث لماذا لم تتجدد تلقائيا.',
		},
		page: 'security',
		rules: [
			{
				signal: 'certificate_days_left',
				bound: { atLeast: 14 },
				says: { en: 'It is valid for {value} more.', ar: 'المتبقي من صلاحيتها {value}.' },
			},
		],
	},
	{
		id: 'slow-things-seen',
		period: 'week',
		title: { en: 'Slow requests and queries are looked at', ar: 'رُوجعت الطلبات والاستعلامات البطيئة' },
		advice: {
			en: 'Under Performance, take the slowest of each list and find out why; compare with last week.',
			ar: 'في صفحة الأداء، خذ أبطأ ما في كل قائمة واعرف سببه، وقارن بالأسبوع الماضي.',
		},
		page: 'performance',
		rules: [],
	},
	{
		id: 'database-tended',
		period: 'week',
		title: { en: 'The database is tended', ar: 'اعتُني بقاعدة البيانات' },
		advice: {
			en: 'Under Database, see growth and dead rows; have large tables vacuumed and analysed in quiet hours.',
			ar: 'في صفحة قاعدة البيانات، انظر النمو والصفوف الميتة، ونظّف الجداول الكبيرة وحلّلها في ساعات الهدوء.',
		},
		page: 'database',
		rules: [],
	},
	{
		id: 'access-reviewed',
		period: 'week',
		title: { en: 'Who came in, and who could not', ar: 'من دخل ومن لم يستطع' },
		advice: {
			en: 'Under Security, read failed log-ins, refused requests and changes of permissions of the week.',
			ar: 'في صفحة الأمان، اقرأ محاولات الدخول الفاشلة والطلبات المرفوضة وتغييرات الصلاحيات خلال الأسبوع.',
		},
		page: 'security',
		rules: [],
	},
	{
		id: 'backup-elsewhere',
		period: 'week',
		title: { en: 'A copy of the backup is elsewhere', ar: 'توجد نسخة من الاحتياطية في مكان آخر' },
		advice: {
			en: 'See that this week’s backup lies in another place than the database, files and secrets included.',
			ar: 'تأكد أن نسخة هذا الأسبوع محفوظة في مكان غير مكان قاعدة البيانات، ومعها الملفات والأسرار.',
		},
		page: 'backups',
		rules: [],
	},
	{
		id: 'advisories-read',
		period: 'week',
		title: { en: 'Security advisories are read', ar: 'قُرئت التنبيهات الأمنية' },
		advice: {
			en: 'Look for new advisories of Directus, Node.js and the database; plan what concerns you.',
			ar: 'ابحث عن التنبيهات الجديدة لـ Directus وNode.js وقاعدة البيانات، وخطط لما يعنيك منها.',
		},
		page: null,
		rules: [],
	},
];
