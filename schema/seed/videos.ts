import type { NutritionTag } from './nutrition-tag.ts';

export interface VideoRow {
	slug: string;
	title_en: string;
	title_ar: string;
	description_en: string;
	description_ar: string;
	url: string;
	duration_seconds: number;
	level: 'beginner' | 'intermediate' | 'advanced';
	category: 'workout' | 'cooking' | 'fasting' | 'mindfulness' | 'education';
	tags: NutritionTag[];
}

export const videos: VideoRow[] = [
	{
		slug: 'morning-stretch',
		title_en: 'A gentle morning stretch',
		title_ar: 'تمدّد صباحي لطيف',
		description_en: '7 minutes beside the bed: neck, back and hips, without equipment.',
		description_ar: '7 دقائق بجانب السرير للرقبة والظهر والوركين، من دون أدوات.',
		url: 'https://videos.example.org/morning-stretch',
		duration_seconds: 420,
		level: 'beginner',
		category: 'workout',
		tags: ['quick'],
	},
	{
		slug: 'walk-at-home',
		title_en: 'A brisk walk at home',
		title_ar: 'مشي سريع في البيت',
		description_en: '20 minutes of steps for the days that are too hot to go out.',
		description_ar: '20 دقيقة من الخطوات لأيام يمنعك حرّها من الخروج.',
		url: 'https://videos.example.org/walk-at-home',
		duration_seconds: 1200,
		level: 'beginner',
		category: 'workout',
		tags: ['quick'],
	},
	{
		slug: 'strength-basics',
		title_en: 'Strength from the ground up',
		title_ar: 'أساسيات القوة',
		description_en:
			'Squat, push, pull and carry: 4 movements, taught slowly, with water bottles for weights.',
		description_ar: 'القرفصاء والدفع والسحب والحمل: 4 حركات نشرحها على مهل، وأثقالها قوارير ماء.',
		url: 'https://videos.example.org/strength-basics',
		duration_seconds: 1680,
		level: 'intermediate',
		category: 'workout',
		tags: [],
	},
	{
		slug: 'full-body-intervals',
		title_en: 'Full-body intervals',
		title_ar: 'تمارين متقطعة لكامل الجسم',
		description_en: '6 rounds of work and rest for people who already train. Best inside your eating window.',
		description_ar: '6 جولات من الجهد والراحة لمن اعتاد التمرين، والأفضل أن تكون ضمن نافذة الأكل.',
		url: 'https://videos.example.org/full-body-intervals',
		duration_seconds: 1500,
		level: 'advanced',
		category: 'workout',
		tags: ['quick'],
	},
	{
		slug: 'lentil-soup-step-by-step',
		title_en: 'Lentil soup, step by step',
		title_ar: 'شوربة العدس خطوة بخطوة',
		description_en: 'How to rinse, simmer and blend a smooth pot for 4, and what to do when it is too thick.',
		description_ar: 'كيف تغسل العدس وتطبخه وتخلطه لقدر ناعم يكفي 4 أشخاص، وما العمل إن زادت كثافته.',
		url: 'https://videos.example.org/lentil-soup-step-by-step',
		duration_seconds: 540,
		level: 'beginner',
		category: 'cooking',
		tags: ['iftar', 'budget', 'vegan'],
	},
	{
		slug: 'suhoor-in-ten-minutes',
		title_en: 'Suhoor in 10 minutes',
		title_ar: 'سحور في 10 دقائق',
		description_en: '3 plates with fibre and protein that need little salt and almost no work at dawn.',
		description_ar: '3 أطباق بالألياف والبروتين، قليلة الملح ولا تكاد تحتاج إلى جهد وقت السحر.',
		url: 'https://videos.example.org/suhoor-in-ten-minutes',
		duration_seconds: 600,
		level: 'beginner',
		category: 'cooking',
		tags: ['suhoor', 'quick'],
	},
	{
		slug: 'your-first-fast',
		title_en: 'Your first 12 hours',
		title_ar: 'أول 12 ساعة لك',
		description_en:
			'How an overnight fast works, what you may drink, and when to stop. Not for anyone who is pregnant, breastfeeding or under 18, or who has or has had an eating disorder.',
		description_ar:
			'كيف يسير صيام الليل، وماذا تشرب خلاله، ومتى تتوقف. لا يناسب الحوامل والمرضعات ومن هم دون 18 عامًا، ولا من يعاني اضطرابًا في الأكل أو سبق أن عانى منه.',
		url: 'https://videos.example.org/your-first-fast',
		duration_seconds: 480,
		level: 'beginner',
		category: 'fasting',
		tags: [],
	},
	{
		slug: 'breaking-a-fast-well',
		title_en: 'Breaking a fast well',
		title_ar: 'كيف تفطر برفق',
		description_en:
			'Start small, eat slowly, then sit down to a full plate. Not for anyone who is pregnant, breastfeeding or under 18, or who has or has had an eating disorder.',
		description_ar:
			'ابدأ بالقليل وكُل على مهل ثم اجلس إلى طبق كامل. الصيام لا يناسب الحوامل والمرضعات ومن هم دون 18 عامًا، ولا من يعاني اضطرابًا في الأكل أو سبق أن عانى منه.',
		url: 'https://videos.example.org/breaking-a-fast-well',
		duration_seconds: 390,
		level: 'beginner',
		category: 'fasting',
		tags: ['iftar'],
	},
	{
		slug: 'calm-breathing',
		title_en: 'Calm breathing before a meal',
		title_ar: 'تنفّس هادئ قبل الطعام',
		description_en:
			'5 slow minutes that make it easier to taste the food and to notice when you have had enough.',
		description_ar: '5 دقائق بطيئة تعينك على تذوّق الطعام والانتباه إلى لحظة الشبع.',
		url: 'https://videos.example.org/calm-breathing',
		duration_seconds: 300,
		level: 'beginner',
		category: 'mindfulness',
		tags: [],
	},
	{
		slug: 'reading-a-food-label',
		title_en: 'Reading a food label',
		title_ar: 'كيف تقرأ الملصق الغذائي',
		description_en:
			'Per 100 g or per serving? Sugar, salt and fibre explained with 5 packages from the shop.',
		description_ar: 'لكل 100 غرام أم لكل حصة؟ شرح السكر والملح والألياف على 5 عبوات من المتجر.',
		url: 'https://videos.example.org/reading-a-food-label',
		duration_seconds: 660,
		level: 'beginner',
		category: 'education',
		tags: [],
	},
];
