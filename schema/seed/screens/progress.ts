import { screenRows } from './screen.ts';
import type { Both, ByGoal } from './screen.ts';

interface Choices {
	second: { metric: 'protein_g' | 'kcal' | 'adherence_pct' | 'avg_hours'; window: 7 | 30 };
}

interface Words {
	heading: string;
	banner: string;
	question: string;
	questionNote: string;
	weight: string;
	weightCaption: string;
	second: string;
	secondCaption: string;
	streak: string;
	water: string;
	next: string;
	nextText: string;
}

const labels = {
	en: {
		title: 'Progress',
		save: 'Save',
		nextSection: 'What next',
		privacy: 'Only you see these numbers. You can export or erase them in your profile.',
	},
	ar: {
		title: 'التقدّم',
		save: 'حفظ',
		nextSection: 'الخطوة التالية',
		privacy: 'لا يرى هذه الأرقام سواك، ويمكنك تصديرها أو محوها من ملفك الشخصي.',
	},
} satisfies Both<Record<string, string>>;

const byGoal: ByGoal<Choices, Words> = {
	default: {
		second: { metric: 'adherence_pct', window: 30 },
		en: {
			heading: 'How it is going',
			banner: 'Choose a goal in your profile and these charts will fit you.',
			question: 'Your weight today, if you like',
			questionNote: 'You may leave this out. Everything else works without it.',
			weight: 'Weight over 30 days',
			weightCaption: 'One point says little; the line says more.',
			second: 'Kept to your plan',
			secondCaption: 'Share of the planned days in 30 days that went as you meant.',
			streak: 'Days in a row',
			water: 'Thirst is a good guide. Keep a glass where you can see it.',
			next: 'Set a goal',
			nextText: 'It takes a minute, and you can change it at any time.',
		},
		ar: {
			heading: 'كيف تسير الأمور',
			banner: 'اختر هدفًا في ملفك الشخصي لتناسبك هذه المخططات.',
			question: 'وزنك اليوم، إن أحببت',
			questionNote: 'يمكنك تجاوز هذا، فكل ما عداه يعمل من دونه.',
			weight: 'الوزن خلال 30 يومًا',
			weightCaption: 'النقطة الواحدة تقول القليل، والخط يقول أكثر.',
			second: 'التزامك بخطتك',
			secondCaption: 'نسبة الأيام المخططة التي سارت كما أردت خلال 30 يومًا.',
			streak: 'أيام متتالية',
			water: 'العطش دليل جيد. أبقِ كأس ماء حيث تراها.',
			next: 'حدّد هدفًا',
			nextText: 'لا يستغرق إلا دقيقة، ويمكنك تغييره متى شئت.',
		},
	},
	lose: {
		second: { metric: 'protein_g', window: 30 },
		en: {
			heading: 'Slowly is surely',
			banner:
				'Weight moves up and down with water and salt. Look at the line of 30 days, not at this morning.',
			question: 'Your weight this week',
			questionNote: 'Once a week at the same hour is enough.',
			weight: 'Your line over 30 days',
			weightCaption: 'Half a kilogram a week is good progress. Weeks without change belong to it.',
			second: 'Protein over 30 days',
			secondCaption: 'Enough protein helps you to keep your muscles while you lose weight.',
			streak: 'Days you kept going',
			water: 'A glass of water with each meal is an easy habit to keep.',
			next: 'A plateau?',
			nextText: 'Log three full days, then compare them with your target. Often that is all it takes.',
		},
		ar: {
			heading: 'على مهل وبثبات',
			banner: 'يرتفع الوزن وينخفض مع الماء والملح. انظر إلى خط 30 يومًا لا إلى هذا الصباح.',
			question: 'وزنك هذا الأسبوع',
			questionNote: 'مرة في الأسبوع في الساعة نفسها تكفي.',
			weight: 'مسارك خلال 30 يومًا',
			weightCaption: 'نصف كيلوغرام في الأسبوع تقدّم جيد، والأسابيع الثابتة جزء من الطريق.',
			second: 'البروتين خلال 30 يومًا',
			secondCaption: 'يساعدك البروتين الكافي على المحافظة على عضلاتك وأنت تنقص وزنك.',
			streak: 'أيام واصلت فيها',
			water: 'كأس ماء مع كل وجبة عادة يسهل الثبات عليها.',
			next: 'ثبت وزنك؟',
			nextText: 'سجّل ثلاثة أيام كاملة ثم قارنها بهدفك، وكثيرًا ما يكفي ذلك.',
		},
	},
	maintain: {
		second: { metric: 'kcal', window: 30 },
		en: {
			heading: 'Holding steady',
			banner: 'A kilogram up or down over 30 days is normal. You need do nothing about it.',
			question: 'Your weight this month',
			questionNote: 'Every week or two is plenty.',
			weight: 'Steady over 30 days',
			weightCaption: 'A flat line is the success here.',
			second: 'Energy over 30 days',
			secondCaption: 'Feasts and quiet days even out; watch the average.',
			streak: 'Steady days in a row',
			water: 'Water, tea and fruit all count towards the day.',
			next: 'Something new',
			nextText: 'Try one recipe that you have never cooked. Variety keeps habits alive.',
		},
		ar: {
			heading: 'ثبات جميل',
			banner: 'زيادة كيلوغرام أو نقصانه خلال 30 يومًا أمر طبيعي لا يستدعي شيئًا.',
			question: 'وزنك هذا الشهر',
			questionNote: 'مرة كل أسبوع أو أسبوعين أكثر من كافية.',
			weight: 'ثبات خلال 30 يومًا',
			weightCaption: 'الخط المستوي هو النجاح هنا.',
			second: 'الطاقة خلال 30 يومًا',
			secondCaption: 'أيام الولائم تعادلها الأيام الهادئة؛ راقب المتوسط.',
			streak: 'أيام ثابتة متتالية',
			water: 'الماء والشاي والفاكهة كلها تُحسب من حصة يومك.',
			next: 'شيء جديد',
			nextText: 'جرّب وصفة لم تطبخها من قبل، فالتنوّع يُبقي العادات حيّة.',
		},
	},
	gain: {
		second: { metric: 'kcal', window: 7 },
		en: {
			heading: 'Growing stronger',
			banner: 'Muscle takes time. Look at what you can lift as well as at the scale.',
			question: 'Your weight this week',
			questionNote: 'In the morning, before breakfast, once or twice a week.',
			weight: 'Upwards over 30 days',
			weightCaption: 'A slow rise is what you want: a quarter to half a percent of your weight a week.',
			second: 'Energy over 7 days',
			secondCaption: 'Low days show where a snack is missing.',
			streak: 'Days well fed',
			water: 'Drink around training too, and after the meal rather than before it.',
			next: 'Not gaining?',
			nextText: 'Add one snack of about 200 kcal a day and look again in two weeks.',
		},
		ar: {
			heading: 'قوة تنمو',
			banner: 'العضلات تحتاج إلى وقت. انظر إلى ما تستطيع رفعه كما تنظر إلى الميزان.',
			question: 'وزنك هذا الأسبوع',
			questionNote: 'في الصباح قبل الفطور، مرة أو مرتين في الأسبوع.',
			weight: 'صعودًا خلال 30 يومًا',
			weightCaption: 'الصعود البطيء هو المطلوب: من ربع إلى نصف بالمئة من وزنك في الأسبوع.',
			second: 'الطاقة خلال 7 أيام',
			secondCaption: 'الأيام المنخفضة تدلّك على وجبة خفيفة ناقصة.',
			streak: 'أيام من التغذية الجيدة',
			water: 'اشرب حول التمرين أيضًا، وبعد الوجبة لا قبلها.',
			next: 'لا يزيد وزنك؟',
			nextText: 'أضف وجبة خفيفة بنحو 200 سعرة كل يوم، وأعد النظر بعد أسبوعين.',
		},
	},
};

const nextScreen = { default: 'profile', lose: 'meals', maintain: 'recipes', gain: 'recipes' } as const;

/** Charts came with the second schema version. */
export const progress = screenRows('progress', 2, (goal, locale) => {
	const { second, [locale]: words } = byGoal[goal];
	const label = labels[locale];

	return {
		title: label.title,
		components: [
			{ id: 'heading', type: 'heading', props: { text: words.heading, level: 1 } },
			{ id: 'banner', type: 'banner', props: { text: words.banner, tone: 'info', dismissible: true } },
			{
				id: 'weigh-in',
				type: 'weight_entry',
				props: { label: words.question, button_label: label.save, note: words.questionNote },
			},
			{
				id: 'weight',
				type: 'progress_chart',
				props: { title: words.weight, metric: 'weight_kg', window: 30, caption: words.weightCaption },
			},
			{
				id: 'second-chart',
				type: 'progress_chart',
				props: { title: words.second, ...second, caption: words.secondCaption },
			},
			{ id: 'streak', type: 'streak_badge', props: { label: words.streak, show_best: true } },
			{ id: 'water', type: 'hydration_note', props: { text: words.water, show_target: true } },
			{
				id: 'next',
				type: 'section',
				props: { title: label.nextSection },
				children: [
					{
						id: 'next-step',
						type: 'card',
						props: {
							title: words.next,
							text: words.nextText,
							icon: 'arrow_forward',
							action: { type: 'navigate', screen: nextScreen[goal] },
						},
					},
				],
			},
			{ id: 'privacy', type: 'text', props: { text: label.privacy, emphasis: 'muted' } },
		],
	};
});
