import type { Check } from '../check.ts';

export const monthlyChecks: readonly Check[] = [
	{
		id: 'secrets-fresh',
		period: 'month',
		title: { en: 'No secret is past its age', ar: 'لا سر تجاوز عمره' },
		advice: {
			en: 'Under Security, see which is due, and change it as its chapter in the guide says.',
			ar: 'في صفحة الأمان، انظر أي سر حان موعده، وغيّره كما يقول فصله في الدليل.',
		},
		page: 'security',
		rules: [
			{
				signal: 'secrets_overdue',
				bound: { atMost: 0 },
				says: { en: 'Secrets past their age: {value}.', ar: 'أسرار تجاوزت عمرها: {value}.' },
			},
		],
	},
	{
		id: 'people-reviewed',
		period: 'month',
		title: { en: 'Only those have access who need it', ar: 'لا يملك صلاحية إلا من يحتاجها' },
		advice: {
			en: 'Go through users, roles, policies and tokens: who left, who is an administrator, what is public.',
			ar: 'راجع المستخدمين والأدوار والسياسات والرموز: من غادر، ومن هو مسؤول، وما هو عام.',
		},
		page: 'security',
		rules: [],
	},
	{
		id: 'indexes-reviewed',
		period: 'month',
		title: { en: 'Indexes fit what is asked', ar: 'الفهارس تناسب الاستعلامات' },
		advice: {
			en: 'Under Database, see which are missing, unused or swollen; rebuild those in quiet hours.',
			ar: 'في صفحة قاعدة البيانات، انظر المفقود وغير المستخدم والمتضخم منها، وأعد بناءها في ساعات الهدوء.',
		},
		page: 'database',
		rules: [],
	},
	{
		id: 'growth-planned',
		period: 'month',
		title: { en: 'There is room for the next months', ar: 'السعة تكفي الأشهر القادمة' },
		advice: {
			en: 'Compare growth of data and requests with disk, memory and connections; decide before it is tight.',
			ar: 'قارن نمو البيانات والطلبات بالقرص والذاكرة والاتصالات، وقرر قبل أن تضيق.',
		},
		page: 'database',
		rules: [],
	},
	{
		id: 'archives-readable',
		period: 'month',
		title: { en: 'Archived events can be read', ar: 'يمكن قراءة الأحداث المؤرشفة' },
		advice: {
			en: 'Have the archives checked: npx directus bebetter archive verify. It reads each and compares its checksum.',
			ar: 'افحص الأرشيفات: npx directus bebetter archive verify، فهو يقرأ كلا منها ويقارن بصمته.',
		},
		page: null,
		rules: [],
	},
	{
		id: 'runbook-walked',
		period: 'month',
		title: { en: 'One runbook is walked through', ar: 'جُرّب أحد أدلة الطوارئ' },
		advice: {
			en: 'Take the next one of the guide, do its steps on a copy, and correct what is not right any more.',
			ar: 'خذ الدليل التالي من كتاب التشغيل ونفّذ خطواته على نسخة، وصحّح ما لم يعد صحيحا.',
		},
		page: null,
		rules: [],
	},
	{
		id: 'updates-made',
		period: 'month',
		title: { en: 'Updates are made or planned', ar: 'التحديثات منجزة أو مخططة' },
		advice: {
			en: 'Compare the versions of Directus and of this bundle with the newest; try them on a copy first.',
			ar: 'قارن إصداري Directus وهذه الحزمة بالأحدث، وجرّبهما على نسخة أولا.',
		},
		page: 'doctor',
		rules: [],
	},
	{
		id: 'flows-documented',
		period: 'month',
		title: { en: 'Flows do what their description says', ar: 'التدفقات تفعل ما يقوله وصفها' },
		advice: {
			en: 'Look through Settings > Flows for what somebody changed, and write down why.',
			ar: 'راجع الإعدادات > التدفقات بحثا عما غيّره أحد، ودوّن السبب.',
		},
		page: null,
		rules: [],
	},
];
