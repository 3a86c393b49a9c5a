import { screenRows } from './screen.ts';
import type { Both, ByGoal } from './screen.ts';

interface Choices {
	today: string;
	first: string[];
	second: string[];
}

interface Words {
	heroTitle: string;
	heroSubtitle: string;
	first: string;
	firstLine: string;
	second: string;
	secondLine: string;
	suhoor: string;
	iftar: string;
	tip: string;
}

const labels = {
	en: {
		title: 'Recipes',
		open: 'Cook this today',
		ramadan: 'For Ramadan and fasting days',
		suhoor: 'Suhoor: oats and dates',
		iftar: 'Iftar: lentil soup',
		videos: 'Cook along',
		share: 'Share the app',
		shareText: 'I cook with BeBetter: simple recipes from our kitchens, in Arabic and English.',
	},
	ar: {
		title: 'الوصفات',
		open: 'اطبخها اليوم',
		ramadan: 'لرمضان وأيام الصيام',
		suhoor: 'السحور: شوفان وتمر',
		iftar: 'الإفطار: شوربة عدس',
		videos: 'اطبخ معنا',
		share: 'شارك التطبيق',
		shareText: 'أطبخ مع BeBetter: وصفات بسيطة من مطابخنا بالعربية والإنجليزية.',
	},
} satisfies Both<Record<string, string>>;

const byGoal: ByGoal<Choices, Words> = {
	default: {
		today: 'shakshuka',
		first: ['chicken-kabsa', 'koshari', 'chicken-maqluba', 'mujaddara', 'harira'],
		second: ['balila', 'tabbouleh', 'hummus-bowl', 'yogurt-pomegranate-bowl'],
		en: {
			heroTitle: 'Shakshuka tonight?',
			heroSubtitle: 'One pan, 35 minutes and things that you probably have at home.',
			first: 'From the Gulf to Morocco',
			firstLine: 'Dishes of the family table, with honest numbers',
			second: 'On the table in 25 minutes',
			secondLine: 'For evenings with little time',
			suhoor: 'Slow to digest, quick to make.',
			iftar: 'The gentle first spoon after sunset.',
			tip: 'Cook twice the amount of lentils or chickpeas and freeze half: the next recipe is half done.',
		},
		ar: {
			heroTitle: 'شكشوكة هذا المساء؟',
			heroSubtitle: 'مقلاة واحدة و35 دقيقة ومكوّنات موجودة في بيتك على الأرجح.',
			first: 'من الخليج إلى المغرب',
			firstLine: 'أطباق المائدة العائلية بأرقام صادقة',
			second: 'على المائدة في 25 دقيقة',
			secondLine: 'لأمسيات وقتها ضيّق',
			suhoor: 'بطيء الهضم سريع التحضير.',
			iftar: 'أول ملعقة لطيفة بعد الغروب.',
			tip: 'اطبخ ضعف كمية العدس أو الحمص وجمّد النصف، فتكون قد أنجزت نصف الوصفة القادمة.',
		},
	},
	lose: {
		today: 'cauliflower-rice-chicken',
		first: ['tuna-chickpea-salad', 'cauliflower-rice-chicken', 'shish-tawook-plate', 'molokhia-chicken'],
		second: ['tabbouleh', 'fattoush', 'shorbat-adas', 'harira'],
		en: {
			heroTitle: 'All the flavour of rice, without the rice',
			heroSubtitle: 'Cauliflower takes the spices just as well. 45 g of protein on one plate.',
			first: 'Rich in protein',
			firstLine: '30 g and more in a serving',
			second: 'Big bowls, small numbers',
			secondLine: 'Under 320 kcal a serving',
			suhoor: 'Fibre and milk carry you through the morning.',
			iftar: 'Soup first, and the main dish finds less hunger.',
			tip: 'Serve the salad first and put the pot back in the kitchen before you sit down.',
		},
		ar: {
			heroTitle: 'نكهة الأرز كلها من دون أرز',
			heroSubtitle: 'القرنبيط يتشرّب البهارات مثله تمامًا. 45 غ من البروتين في طبق واحد.',
			first: 'غنية بالبروتين',
			firstLine: '30 غ فأكثر في الحصة',
			second: 'أطباق كبيرة وأرقام صغيرة',
			secondLine: 'أقل من 320 سعرة في الحصة',
			suhoor: 'الألياف والحليب يعينانك طوال الصباح.',
			iftar: 'ابدأ بالشوربة لتصل إلى الطبق الرئيسي وجوعك أهدأ.',
			tip: 'قدّم السلطة أولًا، وأعد القدر إلى المطبخ قبل أن تجلس.',
		},
	},
	maintain: {
		today: 'salmon-quinoa-broccoli',
		first: ['salmon-quinoa-broccoli', 'sayadieh', 'tofu-vegetable-rice', 'mujaddara'],
		second: ['hummus-bowl', 'fattoush', 'balila', 'tabbouleh'],
		en: {
			heroTitle: 'Fish day',
			heroSubtitle: 'Salmon, quinoa and broccoli: a complete plate in 30 minutes.',
			first: 'Something different each day',
			firstLine: 'Fish, tofu, lentils and whole grains in turn',
			second: 'All from plants',
			secondLine: 'Good on their own or beside the main dish',
			suhoor: 'The same bowl makes a fine breakfast all year.',
			iftar: 'Familiar, warm and quickly balanced with a salad.',
			tip: 'Two evenings a week without meat bring more beans to the table, and more variety.',
		},
		ar: {
			heroTitle: 'يوم السمك',
			heroSubtitle: 'سلمون وكينوا وبروكلي: طبق متكامل في 30 دقيقة.',
			first: 'كل يوم شيء مختلف',
			firstLine: 'سمك وتوفو وعدس وحبوب كاملة بالتناوب',
			second: 'كلها نباتية',
			secondLine: 'طيبة بمفردها أو بجانب الطبق الرئيسي',
			suhoor: 'الطبق نفسه فطور جيد طوال العام.',
			iftar: 'مألوفة ودافئة، وتكتمل مع السلطة.',
			tip: 'مساءان بلا لحم كل أسبوع يزيدان البقول على مائدتك ويزيدانها تنوّعًا.',
		},
	},
	gain: {
		today: 'chicken-kabsa',
		first: ['chicken-kabsa', 'koshari', 'chicken-maqluba', 'foul-medames'],
		second: ['date-oat-bites', 'oats-dates-porridge', 'yogurt-pomegranate-bowl', 'hummus-bowl'],
		en: {
			heroTitle: 'Kabsa for a training day',
			heroSubtitle: 'More than 600 kcal and 38 g of protein, and it tastes of home.',
			first: 'The big plates',
			firstLine: 'More than 540 kcal a serving',
			second: 'Between the meals',
			secondLine: 'Snacks and bowls that are worth it',
			suhoor: 'Close to 500 kcal before the day begins.',
			iftar: 'A warm start, with room for the main dish.',
			tip: 'Cook a large pot on the weekend and pack three boxes. On training days you only have to warm it.',
		},
		ar: {
			heroTitle: 'كبسة ليوم التمرين',
			heroSubtitle: 'أكثر من 600 سعرة و38 غ من البروتين، وطعمها طعم البيت.',
			first: 'الأطباق الكبيرة',
			firstLine: 'أكثر من 540 سعرة في الحصة',
			second: 'بين الوجبات',
			secondLine: 'وجبات خفيفة وأطباق تستحق',
			suhoor: 'قرابة 500 سعرة قبل أن يبدأ اليوم.',
			iftar: 'بداية دافئة، ويبقى متّسع للطبق الرئيسي.',
			tip: 'اطبخ قدرًا كبيرة في العطلة وعبّئ ثلاث علب، فلا يبقى عليك في أيام التمرين إلا التسخين.',
		},
	},
};

export const recipesScreen = screenRows('recipes', 1, (goal, locale) => {
	const { today, first, second, [locale]: words } = byGoal[goal];
	const label = labels[locale];

	return {
		title: label.title,
		components: [
			{
				id: 'today',
				type: 'hero',
				props: {
					title: words.heroTitle,
					subtitle: words.heroSubtitle,
					action_label: label.open,
					action: { type: 'open_recipe', slug: today },
				},
			},
			{
				id: 'first-row',
				type: 'recipe_carousel',
				props: { title: words.first, subtitle: words.firstLine, recipes: first },
			},
			{
				id: 'second-row',
				type: 'recipe_carousel',
				props: { title: words.second, subtitle: words.secondLine, recipes: second },
			},
			{
				id: 'ramadan',
				type: 'section',
				props: { title: label.ramadan },
				children: [
					{
						id: 'ramadan-suhoor',
						type: 'card',
						props: {
							title: label.suhoor,
							text: words.suhoor,
							icon: 'bedtime',
							action: { type: 'open_recipe', slug: 'oats-dates-porridge' },
						},
					},
					{
						id: 'ramadan-iftar',
						type: 'card',
						props: {
							title: label.iftar,
							text: words.iftar,
							icon: 'wb_twilight',
							action: { type: 'open_recipe', slug: 'shorbat-adas' },
						},
					},
				],
			},
			{
				id: 'videos',
				type: 'video_row',
				props: { title: label.videos, videos: ['lentil-soup-step-by-step', 'suhoor-in-ten-minutes'] },
			},
			{ id: 'tip', type: 'tip', props: { text: words.tip, tone: 'info' } },
			{
				id: 'share',
				type: 'button',
				props: { label: label.share, action: { type: 'share', text: label.shareText }, style: 'plain' },
			},
		],
	};
});
