import { screenRows } from './screen.ts';
import type { Both, ByGoal } from './screen.ts';

interface Choices {
	macros: string[];
	foods: string[];
	ideas: string[];
}

interface Words {
	intro: string;
	ring: string;
	ringCaption: string;
	macros: string;
	empty: string;
	ideas: string;
	tipTitle: string;
	tip: string;
}

const labels = {
	en: {
		title: 'Meals',
		search: 'What did you eat?',
		log: 'Log a meal',
		breakfast: 'Breakfast',
		lunch: 'Lunch',
		dinner: 'Dinner',
		snack: 'Snack',
		suhoor: 'Suhoor',
		iftar: 'Iftar',
		today: 'Today’s meals',
	},
	ar: {
		title: 'الوجبات',
		search: 'ماذا أكلت؟',
		log: 'سجّل وجبة',
		breakfast: 'فطور',
		lunch: 'غداء',
		dinner: 'عشاء',
		snack: 'وجبة خفيفة',
		suhoor: 'سحور',
		iftar: 'إفطار',
		today: 'وجبات اليوم',
	},
} satisfies Both<Record<string, string>>;

const byGoal: ByGoal<Choices, Words> = {
	default: {
		macros: ['protein_g', 'carb_g', 'fat_g', 'fibre_g'],
		foods: ['dates-medjool', 'lentils-boiled', 'rice-white-cooked', 'yogurt-plain-whole'],
		ideas: ['balila', 'foul-medames', 'yogurt-pomegranate-bowl'],
		en: {
			intro: 'Write down what you eat, roughly is enough. After a few days the pattern shows itself.',
			ring: 'Energy',
			ringCaption: 'An estimate for orientation, not a verdict on the day.',
			macros: 'What your day is made of',
			empty: 'Nothing here yet. Your next meal is a good first entry.',
			ideas: 'Simple plates',
			tipTitle: 'No kitchen scale?',
			tip: 'A fist of rice, a palm of chicken, a thumb of oil: your hand measures well enough.',
		},
		ar: {
			intro: 'دوّن ما تأكله، والتقدير يكفي. بعد أيام قليلة تتّضح لك الصورة.',
			ring: 'الطاقة',
			ringCaption: 'تقدير لتهتدي به، لا حكم على يومك.',
			macros: 'ممّ يتكوّن يومك',
			empty: 'لا شيء هنا بعد. وجبتك القادمة بداية جيدة.',
			ideas: 'أطباق بسيطة',
			tipTitle: 'لا ميزان في مطبخك؟',
			tip: 'قبضة من الأرز، وراحة كفّ من الدجاج، وإبهام من الزيت: يدك ميزان يفي بالغرض.',
		},
	},
	lose: {
		macros: ['protein_g', 'fibre_g', 'carb_g', 'fat_g'],
		foods: ['chicken-breast-roasted', 'cucumber', 'lentils-boiled', 'yogurt-greek-nonfat'],
		ideas: ['tuna-chickpea-salad', 'shish-tawook-plate', 'tabbouleh'],
		en: {
			intro: 'Log before you eat, while the choice is still open. No food is forbidden here.',
			ring: 'Energy left today',
			ringCaption: 'Aim to come close. Going far below does not bring you there any faster.',
			macros: 'Protein and fibre first',
			empty: 'A fresh page. Begin with the meal that is hardest to remember in the evening.',
			ideas: 'Light and still filling',
			tipTitle: 'The oil that hides',
			tip: 'A tablespoon of oil carries about 120 kcal. Measure it with a spoon and you keep the taste.',
		},
		ar: {
			intro: 'سجّل قبل أن تأكل، فالخيار ما زال بيدك. لا طعام ممنوع هنا.',
			ring: 'الطاقة المتبقية اليوم',
			ringCaption: 'يكفي أن تقترب من هدفك، فالنزول كثيرًا عنه لا يوصلك أسرع.',
			macros: 'البروتين والألياف أولًا',
			empty: 'صفحة جديدة. ابدأ بالوجبة التي يصعب تذكّرها في المساء.',
			ideas: 'خفيفة ومشبعة معًا',
			tipTitle: 'الزيت الذي لا يُرى',
			tip: 'في ملعقة الزيت الكبيرة نحو 120 سعرة. قِسه بالملعقة ويبقى الطعم كما تحب.',
		},
	},
	maintain: {
		macros: ['protein_g', 'carb_g', 'fat_g', 'fibre_g'],
		foods: ['quinoa-cooked', 'salmon-farmed-cooked', 'orange', 'spinach-raw'],
		ideas: ['salmon-quinoa-broccoli', 'sayadieh', 'hummus-bowl'],
		en: {
			intro: 'You need not log every day. A few days a month are enough to see that the balance holds.',
			ring: 'Energy in balance',
			ringCaption: 'Within a tenth above or below is simply an ordinary day.',
			macros: 'A balanced day',
			empty: 'A day without a log is fine. Write one down whenever you are curious.',
			ideas: 'From sea, field and garden',
			tipTitle: 'Five colours',
			tip: 'Count the colours on your plates today: red, green, orange, white and brown make a varied day.',
		},
		ar: {
			intro: 'لست بحاجة إلى التسجيل كل يوم. أيام قليلة في الشهر تكفي لتطمئن على توازنك.',
			ring: 'توازن الطاقة',
			ringCaption: 'زيادة العُشر أو نقصانه تعني يومًا عاديًا لا أكثر.',
			macros: 'يوم متوازن',
			empty: 'لا بأس بيوم بلا تسجيل. دوّن متى أحببت أن تعرف.',
			ideas: 'من البحر والحقل والبستان',
			tipTitle: 'خمسة ألوان',
			tip: 'عُدّ الألوان في أطباقك اليوم: الأحمر والأخضر والبرتقالي والأبيض والبني تصنع يومًا متنوّعًا.',
		},
	},
	gain: {
		macros: ['protein_g', 'carb_g', 'fat_g', 'fibre_g'],
		foods: ['oats-rolled-dry', 'egg-hard-boiled', 'peanut-butter-smooth', 'milk-whole'],
		ideas: ['chicken-kabsa', 'koshari', 'oats-dates-porridge'],
		en: {
			intro: 'Appetite follows habit. Set three meals and two snacks, and log them as you go.',
			ring: 'Energy to reach',
			ringCaption: 'Still short in the evening? Milk, dates and nuts need no cooking.',
			macros: 'Protein at every meal',
			empty: 'Start with breakfast: the earlier you begin, the easier the day.',
			ideas: 'Plates that build',
			tipTitle: 'Add, do not stuff',
			tip: 'A spoon of olive oil on the rice, nuts on the yogurt, tahini on the bread: more energy, hardly more volume.',
		},
		ar: {
			intro: 'الشهية تتبع العادة. حدّد ثلاث وجبات ووجبتين خفيفتين، وسجّلها أولًا بأول.',
			ring: 'الطاقة المطلوبة',
			ringCaption: 'بقي القليل في المساء؟ الحليب والتمر والمكسرات لا تحتاج إلى طبخ.',
			macros: 'بروتين في كل وجبة',
			empty: 'ابدأ بالفطور؛ فكلما بكّرت سهل عليك اليوم.',
			ideas: 'أطباق تبني',
			tipTitle: 'أضف ولا تُثقل',
			tip: 'ملعقة زيت زيتون على الأرز، ومكسرات على الزبادي، وطحينة على الخبز: طاقة أكثر والحجم يكاد لا يتغيّر.',
		},
	},
};

const loggable = [
	['breakfast', 'egg_alt'],
	['lunch', 'lunch_dining'],
	['dinner', 'dinner_dining'],
	['snack', 'nutrition'],
	['suhoor', 'bedtime'],
	['iftar', 'wb_twilight'],
] as const;

export const meals = screenRows('meals', 1, (goal, locale) => {
	const { macros, foods, ideas, [locale]: words } = byGoal[goal];
	const label = labels[locale];

	return {
		title: label.title,
		components: [
			{ id: 'intro', type: 'text', props: { text: words.intro } },
			{
				id: 'energy',
				type: 'target_ring',
				props: { metric: 'kcal', label: words.ring, caption: words.ringCaption },
			},
			{ id: 'macros', type: 'macro_bars', props: { title: words.macros, macros, show_grams: true } },
			{ id: 'search', type: 'food_search', props: { placeholder: label.search, suggested: foods } },
			{
				id: 'log-a-meal',
				type: 'quick_add',
				props: {
					title: label.log,
					items: loggable.map(([meal, icon]) => ({
						label: label[meal],
						icon,
						action: { type: 'log_meal', meal },
					})),
				},
			},
			{
				id: 'today',
				type: 'meal_log_list',
				props: { title: label.today, empty_text: words.empty, group_by_meal: true, limit: 20 },
			},
			{ id: 'ideas', type: 'recipe_carousel', props: { title: words.ideas, recipes: ideas } },
			{ id: 'tip', type: 'tip', props: { title: words.tipTitle, text: words.tip, tone: 'info' } },
		],
	};
});
