import { fastingCaution } from './fasting-caution.ts';
import { screenRows } from './screen.ts';
import type { Both, ByGoal, Teaser } from './screen.ts';

interface Choices {
	preset: string;
	recipes: string[];
	videos: string[];
}

interface Words {
	heroTitle: string;
	heroSubtitle: string;
	ring: string;
	ringCaption: string;
	focus: string;
	plate: Teaser;
	movement: Teaser;
	recipes: string;
	tip: string;
}

const labels = {
	en: {
		title: 'Home',
		plan: 'See my day',
		start: 'Start fasting',
		end: 'End my fast',
		log: 'Log a meal',
		breakfast: 'Breakfast',
		lunch: 'Lunch',
		dinner: 'Dinner',
		snack: 'Snack',
		videos: 'A few minutes for you',
		allRecipes: 'All recipes',
	},
	ar: {
		title: 'الرئيسية',
		plan: 'اطّلع على يومك',
		start: 'ابدأ الصيام',
		end: 'أنهِ صيامي',
		log: 'سجّل وجبة',
		breakfast: 'فطور',
		lunch: 'غداء',
		dinner: 'عشاء',
		snack: 'وجبة خفيفة',
		videos: 'دقائق لك',
		allRecipes: 'كل الوصفات',
	},
} satisfies Both<Record<string, string>>;

const byGoal: ByGoal<Choices, Words> = {
	default: {
		preset: '12-12',
		recipes: ['shorbat-adas', 'fattoush', 'shish-tawook-plate', 'yogurt-pomegranate-bowl'],
		videos: ['morning-stretch', 'calm-breathing', 'reading-a-food-label'],
		en: {
			heroTitle: 'Good to see you',
			heroSubtitle: 'Eat well, move a little, rest enough. Choose one small step and let it be today’s.',
			ring: 'Energy today',
			ringCaption: 'Tell us your goal in the profile and this ring becomes yours.',
			focus: 'Where to begin',
			plate: { title: 'Write down one meal', text: 'Just one. Seeing it is half of the change.' },
			movement: { title: 'Stretch for 7 minutes', text: 'Neck, back and hips, right beside your bed.' },
			recipes: 'Cooked in many homes',
			tip: 'Nothing has to be perfect. A habit that you keep on ordinary days is worth more than a flawless week.',
		},
		ar: {
			heroTitle: 'سعداء بوجودك',
			heroSubtitle: 'كُل جيدًا، وتحرّك قليلًا، وخذ كفايتك من الراحة. اختر خطوة صغيرة واحدة واجعلها خطوة اليوم.',
			ring: 'طاقة اليوم',
			ringCaption: 'حدّد هدفك في ملفك الشخصي لتصبح هذه الحلقة على مقاسك.',
			focus: 'من أين تبدأ',
			plate: { title: 'دوّن وجبة واحدة', text: 'واحدة فقط؛ فرؤيتها أمامك نصف التغيير.' },
			movement: { title: 'تمدّد 7 دقائق', text: 'الرقبة والظهر والوركان، بجانب سريرك.' },
			recipes: 'من مطابخ بيوتنا',
			tip: 'لا يلزم أن يكون كل شيء مثاليًا. عادة تثبت عليها في الأيام العادية خير من أسبوع بلا أخطاء.',
		},
	},
	lose: {
		preset: '14-10',
		recipes: ['tuna-chickpea-salad', 'cauliflower-rice-chicken', 'shorbat-adas', 'tabbouleh'],
		videos: ['walk-at-home', 'calm-breathing', 'strength-basics'],
		en: {
			heroTitle: 'Lighter, one day at a time',
			heroSubtitle:
				'Your target leaves room for meals that you enjoy. Start with protein and vegetables and the rest follows.',
			ring: 'Left for today',
			ringCaption: 'A little over today is no failure. The week is what counts.',
			focus: 'Two things that help today',
			plate: {
				title: 'Fill half of the plate with vegetables',
				text: 'You stay full for longer and the numbers take care of themselves.',
			},
			movement: {
				title: 'Walk for 20 minutes',
				text: 'At home, in the shade or around the mall: every step counts.',
			},
			recipes: 'Filling and light',
			tip: 'Hungry soon after a meal? Add beans, lentils or yogurt to the next one before you make it smaller.',
		},
		ar: {
			heroTitle: 'أخفّ، يومًا بعد يوم',
			heroSubtitle: 'في هدفك متّسع لوجبات تحبها. ابدأ بالبروتين والخضار، والباقي يأتي تباعًا.',
			ring: 'المتبقّي لليوم',
			ringCaption: 'زيادة بسيطة اليوم ليست إخفاقًا، فالعبرة بالأسبوع كله.',
			focus: 'أمران يساعدانك اليوم',
			plate: { title: 'املأ نصف طبقك بالخضار', text: 'تشبع مدة أطول، وتنضبط الأرقام من تلقاء نفسها.' },
			movement: {
				title: 'امشِ 20 دقيقة',
				text: 'في البيت أو في الظل أو داخل المركز التجاري؛ كل خطوة محسوبة.',
			},
			recipes: 'مشبعة وخفيفة',
			tip: 'تجوع بعد الأكل بقليل؟ أضف إلى وجبتك التالية فولًا أو عدسًا أو زبادي قبل أن تصغّرها.',
		},
	},
	maintain: {
		preset: '12-12',
		recipes: ['salmon-quinoa-broccoli', 'mujaddara', 'fattoush', 'hummus-bowl'],
		videos: ['strength-basics', 'morning-stretch', 'calm-breathing'],
		en: {
			heroTitle: 'You are where you want to be',
			heroSubtitle: 'Now it is about rhythm: regular meals, a varied plate and the movement that you like.',
			ring: 'In balance today',
			ringCaption: 'Some days above, some days below: that is what balance looks like.',
			focus: 'Keep it varied',
			plate: {
				title: 'Try a grain you rarely cook',
				text: 'Bulgur, quinoa or brown rice in place of the usual.',
			},
			movement: { title: 'Keep your strength', text: '4 basic movements, twice this week.' },
			recipes: 'Balanced plates',
			tip: 'Weigh yourself once a week at the same hour. A trend over a month says more than any single morning.',
		},
		ar: {
			heroTitle: 'أنت حيث تريد أن تكون',
			heroSubtitle: 'المهم الآن هو الإيقاع: وجبات منتظمة، وطبق متنوّع، وحركة تحبها.',
			ring: 'توازن اليوم',
			ringCaption: 'يوم يزيد ويوم ينقص، وهكذا يكون التوازن.',
			focus: 'نوّع اختياراتك',
			plate: { title: 'جرّب حبوبًا قلّما تطبخها', text: 'برغل أو كينوا أو أرز بني بدل المعتاد.' },
			movement: { title: 'حافظ على قوتك', text: '4 حركات أساسية، مرتين هذا الأسبوع.' },
			recipes: 'أطباق متوازنة',
			tip: 'زِن نفسك مرة في الأسبوع في الساعة نفسها، فالاتجاه خلال شهر أصدق من أي صباح بمفرده.',
		},
	},
	gain: {
		preset: '12-12',
		recipes: ['chicken-kabsa', 'koshari', 'oats-dates-porridge', 'date-oat-bites'],
		videos: ['strength-basics', 'full-body-intervals', 'morning-stretch'],
		en: {
			heroTitle: 'Build it meal by meal',
			heroSubtitle: 'Regular meals, enough protein and training with a plan. Strength grows quietly.',
			ring: 'Fuel for today',
			ringCaption: 'Falling short? One more snack is easier than one huge dinner.',
			focus: 'Your two builders',
			plate: {
				title: 'Do not skip breakfast',
				text: 'Oats with milk, a date and a banana give you close to 500 kcal.',
			},
			movement: {
				title: 'Train with a plan',
				text: '4 basic movements, and a little more weight when they feel easy.',
			},
			recipes: 'Generous plates',
			tip: 'Keep date and oat bites in your bag. Small extras on the way add up by the evening.',
		},
		ar: {
			heroTitle: 'ابنِ قوتك وجبةً بعد وجبة',
			heroSubtitle: 'وجبات منتظمة وبروتين كافٍ وتدريب بخطة واضحة؛ فالقوة تنمو بهدوء.',
			ring: 'وقود اليوم',
			ringCaption: 'لم تبلغ هدفك بعد؟ وجبة خفيفة إضافية أسهل من عشاء ضخم.',
			focus: 'ركيزتاك لليوم',
			plate: { title: 'لا تترك الفطور', text: 'شوفان بالحليب مع تمرة وموزة يمنحك قرابة 500 سعرة.' },
			movement: { title: 'تدرّب بخطة', text: '4 حركات أساسية، وزد الوزن قليلًا متى صارت سهلة عليك.' },
			recipes: 'أطباق سخية',
			tip: 'احمل معك كرات التمر والشوفان؛ فالإضافات الصغيرة على الطريق تصنع فرقًا عند المساء.',
		},
	},
};

export const home = screenRows('home', 1, (goal, locale) => {
	const { preset, recipes, videos, [locale]: words } = byGoal[goal];
	const label = labels[locale];
	const meals = ['breakfast', 'lunch', 'dinner', 'snack'] as const;
	const icons = { breakfast: 'egg_alt', lunch: 'lunch_dining', dinner: 'dinner_dining', snack: 'nutrition' };

	return {
		title: label.title,
		components: [
			{
				id: 'hero',
				type: 'hero',
				props: {
					title: words.heroTitle,
					subtitle: words.heroSubtitle,
					action_label: label.plan,
					action: { type: 'navigate', screen: 'meals' },
				},
			},
			{
				id: 'energy',
				type: 'target_ring',
				props: { metric: 'kcal', label: words.ring, caption: words.ringCaption },
			},
			{
				id: 'log-a-meal',
				type: 'quick_add',
				props: {
					title: label.log,
					items: meals.map((meal) => ({
						label: label[meal],
						icon: icons[meal],
						action: { type: 'log_meal', meal },
					})),
				},
			},
			{
				id: 'focus',
				type: 'section',
				props: { title: words.focus },
				children: [
					{
						id: 'focus-plate',
						type: 'card',
						props: { ...words.plate, icon: 'restaurant', action: { type: 'navigate', screen: 'recipes' } },
					},
					{
						id: 'focus-movement',
						type: 'card',
						props: {
							...words.movement,
							icon: 'directions_walk',
							action: { type: 'open_video', slug: videos[0] },
						},
					},
				],
			},
			{
				id: 'fast',
				type: 'fasting_timer',
				props: {
					default_preset: preset,
					start_label: label.start,
					end_label: label.end,
					note: fastingCaution[locale].text,
				},
			},
			{
				id: 'recipes',
				type: 'recipe_carousel',
				props: {
					title: words.recipes,
					recipes,
					action_label: label.allRecipes,
					action: { type: 'navigate', screen: 'recipes' },
				},
			},
			{ id: 'videos', type: 'video_row', props: { title: label.videos, videos } },
			{ id: 'tip', type: 'tip', props: { text: words.tip, tone: 'info' } },
		],
	};
});
