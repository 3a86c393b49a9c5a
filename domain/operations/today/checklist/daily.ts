import type { Check } from '../check.ts';

export const dailyChecks: readonly Check[] = [
	{
		id: 'service-answers',
		period: 'day',
		title: { en: 'The service answers', ar: 'الخدمة تستجيب' },
		advice: {
			en: 'See under Health which part does not answer, and follow its runbook.',
			ar: 'انظر في صفحة السلامة أي جزء لا يستجيب، واتبع دليله.',
		},
		page: 'health',
		rules: [
			{
				signal: 'database_up',
				bound: { atLeast: 1 },
				says: { en: 'The database answers.', ar: 'قاعدة البيانات تستجيب.' },
				saysBroken: { en: 'The database does not answer.', ar: 'قاعدة البيانات لا تستجيب.' },
			},
			{
				signal: 'redis_up',
				bound: { atLeast: 1 },
				says: { en: 'Redis answers.', ar: 'يستجيب Redis.' },
				saysBroken: { en: 'Redis does not answer.', ar: 'لا يستجيب Redis.' },
			},
			{
				signal: 'clock_skew_seconds',
				bound: { atMost: 2 },
				says: {
					en: 'The clocks of application and database differ by {value}.',
					ar: 'الفرق بين ساعتي التطبيق وقاعدة البيانات {value}.',
				},
			},
		],
	},
	{
		id: 'requests-succeed',
		period: 'day',
		title: { en: 'Requests succeed, and fast', ar: 'الطلبات تنجح وبسرعة' },
		advice: {
			en: 'See under Performance which addresses fail or are slow, and since when.',
			ar: 'انظر في صفحة الأداء أي العناوين تفشل أو تبطئ، ومنذ متى.',
		},
		page: 'performance',
		rules: [
			{
				signal: 'http_error_ratio_5m',
				bound: { atMost: 0.01 },
				says: {
					en: '{value} of the requests of the last 5 minutes failed.',
					ar: 'فشل {value} من طلبات آخر 5 دقائق.',
				},
			},
			{
				signal: 'http_p95_seconds_5m',
				bound: { atMost: 1 },
				says: {
					en: '95 of 100 requests of the last 5 minutes took at most {value}.',
					ar: 'لم يزد زمن 95 من كل 100 طلب في آخر 5 دقائق عن {value}.',
				},
			},
		],
	},
	{
		id: 'room-is-left',
		period: 'day',
		title: { en: 'Disk, memory and connections have room', ar: 'في القرص والذاكرة والاتصالات سعة' },
		advice: {
			en: 'See under Health what is full. Archive events, add room, or add an instance.',
			ar: 'انظر في صفحة السلامة ما الذي امتلأ. أرشف الأحداث أو زد السعة أو أضف نسخة أخرى من الخادم.',
		},
		page: 'health',
		rules: [
			{
				signal: 'disk_used_ratio',
				bound: { atMost: 0.85 },
				says: { en: 'The disk is {value} full.', ar: 'امتلأ من القرص {value}.' },
			},
			{
				signal: 'memory_ratio',
				bound: { atMost: 0.8 },
				says: { en: '{value} of the memory is used.', ar: 'المستخدم من الذاكرة {value}.' },
			},
			{
				signal: 'process_cpu_ratio',
				bound: { atMost: 0.8 },
				says: { en: 'The processor is {value} busy.', ar: 'المعالج مشغول بنسبة {value}.' },
			},
			{
				signal: 'database_connections_ratio',
				bound: { atMost: 0.8 },
				says: {
					en: '{value} of the database connections are used.',
					ar: 'المستخدم من اتصالات قاعدة البيانات {value}.',
				},
			},
		],
	},
	{
		id: 'nightly-ran',
		period: 'day',
		title: { en: 'The nightly run is done', ar: 'اكتمل العمل الليلي' },
		advice: {
			en: 'See under Jobs why nightly-housekeeping failed or waits, and run it again.',
			ar: 'انظر في صفحة المهام لماذا فشلت nightly-housekeeping أو تنتظر، وشغّلها من جديد.',
		},
		page: 'jobs',
		rules: [
			{
				signal: 'nightly_age_hours',
				bound: { atMost: 26 },
				says: { en: 'It last ended {value} ago.', ar: 'انتهى آخر مرة قبل {value}.' },
			},
		],
	},
	{
		id: 'jobs-flow',
		period: 'day',
		title: { en: 'No job is stuck or was given up', ar: 'لا مهمة عالقة ولا متروكة' },
		advice: {
			en: 'Under Jobs, read the error of what was given up, mend its cause, and retry it.',
			ar: 'في صفحة المهام، اقرأ خطأ المهمة المتروكة وأصلح سببه ثم أعد محاولتها.',
		},
		page: 'jobs',
		rules: [
			{
				signal: 'job_dead_letters',
				bound: { atMost: 0 },
				says: { en: 'Jobs given up: {value}.', ar: 'المهام المتروكة: {value}.' },
			},
			{
				signal: 'job_queue_oldest_seconds',
				bound: { atMost: 600 },
				says: { en: 'The longest wait of a job is {value}.', ar: 'أطول انتظار لمهمة {value}.' },
			},
		],
	},
	{
		id: 'backup-made',
		period: 'day',
		title: { en: 'There is a fresh, verified backup', ar: 'توجد نسخة احتياطية حديثة ومتحقق منها' },
		advice: {
			en: 'Under Backups, read why the last one failed, and make one now.',
			ar: 'في صفحة النسخ الاحتياطية، اقرأ لماذا فشلت الأخيرة، وأنشئ واحدة الآن.',
		},
		page: 'backups',
		rules: [
			{
				signal: 'backup_age_hours',
				bound: { atMost: 26 },
				says: { en: 'The last good one is {value} old.', ar: 'عمر آخر نسخة سليمة {value}.' },
			},
			{
				signal: 'backup_rows_lost_ratio',
				bound: { atMost: 0.2 },
				says: {
					en: 'Since the one before, no table lost more than {value} of its rows.',
					ar: 'منذ النسخة السابقة لم يفقد أي جدول أكثر من {value} من صفوفه.',
				},
			},
		],
	},
	{
		id: 'data-is-sound',
		period: 'day',
		title: { en: 'The data is sound', ar: 'البيانات سليمة' },
		advice: {
			en: 'Under Integrity, open what was found, and mend it there or by hand.',
			ar: 'في صفحة سلامة البيانات، افتح ما وُجد وأصلحه هناك أو يدويا.',
		},
		page: 'integrity',
		rules: [
			{
				signal: 'integrity_errors',
				bound: { atMost: 0 },
				says: { en: 'Errors found: {value}.', ar: 'الأخطاء الموجودة: {value}.' },
			},
			{
				signal: 'integrity_age_hours',
				bound: { atMost: 26 },
				says: { en: 'It was last checked {value} ago.', ar: 'آخر فحص قبل {value}.' },
			},
		],
	},
	{
		id: 'logins-usual',
		period: 'day',
		title: { en: 'Nobody guesses passwords', ar: 'لا أحد يخمّن كلمات المرور' },
		advice: {
			en: 'Under Security, see where the attempts come from; block it at the proxy, warn whose account it is.',
			ar: 'في صفحة الأمان، انظر مصدر المحاولات، واحجبه في الوكيل، ونبّه صاحب الحساب.',
		},
		page: 'security',
		rules: [
			{
				signal: 'login_failures_10m',
				bound: { atMost: 20 },
				says: {
					en: 'Failed log-ins in the last 10 minutes: {value}.',
					ar: 'محاولات الدخول الفاشلة في آخر 10 دقائق: {value}.',
				},
			},
		],
	},
	{
		id: 'alerts-taken',
		period: 'day',
		title: { en: 'Every alert has somebody who works on it', ar: 'لكل تنبيه من يعمل عليه' },
		advice: {
			en: 'Go through what fires under Alerts. Mend it, or silence it until a day, with the reason.',
			ar: 'راجع التنبيهات القائمة في صفحة التنبيهات. أصلح سببها أو أسكتها حتى يوم محدد مع ذكر السبب.',
		},
		page: 'alerts',
		rules: [],
	},
	{
		id: 'log-read',
		period: 'day',
		title: { en: 'The log of the last day is read', ar: 'قُرئ سجل اليوم الماضي' },
		advice: {
			en: 'Look through warnings and errors since yesterday: docker compose logs --since 24h directus worker.',
			ar: 'راجع التحذيرات والأخطاء منذ أمس: docker compose logs --since 24h directus worker.',
		},
		page: null,
		rules: [],
	},
];
