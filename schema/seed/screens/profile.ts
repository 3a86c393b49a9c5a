import { brandsLinks } from '../brands-links.ts';
import { screenRows } from './screen.ts';
import type { Both, ByGoal, Teaser } from './screen.ts';

interface Choices {
	fields: string[];
}

interface Words {
	summary: string;
	edit: string;
	goal: Teaser;
	reminder: string;
	tip: string;
}

const labels = {
	en: {
		title: 'Profile',
		settings: 'Settings',
		goalSetting: 'Goal',
		diet: 'Way of eating',
		language: 'Language',
		units: 'Units',
		timezone: 'Time zone',
		mealReminders: 'Meal reminders',
		data: 'Your data',
		exportData: 'Export my data',
		deleteAccount: 'Delete my account',
		links: 'Help and more',
	},
	ar: {
		title: 'الملف الشخصي',
		settings: 'الإعدادات',
		goalSetting: 'الهدف',
		diet: 'النمط الغذائي',
		language: 'اللغة',
		units: 'وحدات القياس',
		timezone: 'المنطقة الزمنية',
		mealReminders: 'تذكير الوجبات',
		data: 'بياناتك',
		exportData: 'تصدير بياناتي',
		deleteAccount: 'حذف حسابي',
		links: 'المساعدة والمزيد',
	},
} satisfies Both<Record<string, string>>;

const byGoal: ByGoal<Choices, Words> = {
	default: {
		fields: ['goal', 'height_cm', 'weight_kg', 'activity', 'diet'],
		en: {
			summary: 'About you',
			edit: 'Complete my profile',
			goal: {
				title: 'Which way would you like to go?',
				text: 'Lose, keep or gain: your targets are worked out from the answer, and you may change it whenever you like.',
			},
			reminder: 'Fasting reminders',
			tip: 'We ask only for what the numbers need. Leave a field empty and we will say what is missing instead of guessing.',
		},
		ar: {
			summary: 'نبذة عنك',
			edit: 'أكمل ملفي',
			goal: {
				title: 'إلى أين تودّ أن تمضي؟',
				text: 'إنقاص الوزن أو ثباته أو زيادته: من إجابتك نحسب أهدافك، ويمكنك تغييرها متى أحببت.',
			},
			reminder: 'تذكير الصيام',
			tip: 'لا نسأل إلا عمّا تحتاج إليه الحسابات. اترك أي حقل فارغًا وسنخبرك بما ينقص بدل أن نخمّن.',
		},
	},
	lose: {
		fields: ['goal', 'pace', 'weight_kg', 'goal_weight_kg', 'activity', 'diet'],
		en: {
			summary: 'You and your goal',
			edit: 'Adjust',
			goal: {
				title: 'Your pace',
				text: 'Gentle, standard or fast: the gentle one is the easiest to keep. Targets never go below a fixed minimum.',
			},
			reminder: 'Evening and fasting reminders',
			tip: 'Changed your weight or activity? Your targets are worked out anew at once, and the old ones stay in the history.',
		},
		ar: {
			summary: 'أنت وهدفك',
			edit: 'تعديل',
			goal: {
				title: 'وتيرتك',
				text: 'لطيفة أو معتادة أو سريعة، واللطيفة أسهلها استمرارًا. ولا تنزل الأهداف أبدًا عن حد أدنى ثابت.',
			},
			reminder: 'تذكير المساء والصيام',
			tip: 'تغيّر وزنك أو نشاطك؟ نعيد حساب أهدافك فورًا، وتبقى السابقة محفوظة في السجل.',
		},
	},
	maintain: {
		fields: ['goal', 'weight_kg', 'activity', 'diet', 'fasting_preset'],
		en: {
			summary: 'Your balance',
			edit: 'Edit',
			goal: {
				title: 'Staying where you are',
				text: 'Your target equals what you use. If your activity changes with the season, tell us and it follows.',
			},
			reminder: 'Quiet reminders for the night fast',
			tip: 'You may switch off every reminder. A good habit no longer needs one.',
		},
		ar: {
			summary: 'توازنك',
			edit: 'تحرير',
			goal: {
				title: 'البقاء حيث أنت',
				text: 'هدفك يساوي ما تستهلكه. وإن تغيّر نشاطك مع الفصول فأخبرنا ليتغيّر معه.',
			},
			reminder: 'تذكير هادئ بصيام الليل',
			tip: 'يمكنك إيقاف كل التذكيرات، فالعادة الراسخة لا تحتاج إلى من يذكّر بها.',
		},
	},
	gain: {
		fields: ['goal', 'weight_kg', 'goal_weight_kg', 'activity', 'diet'],
		en: {
			summary: 'You in training',
			edit: 'Update my numbers',
			goal: {
				title: 'A small surplus',
				text: 'About a tenth above what you use, with enough protein for your training. More than that is rarely needed.',
			},
			reminder: 'Reminders before the kitchen closes',
			tip: 'Update your weight each week: as you grow, so do your targets.',
		},
		ar: {
			summary: 'أنت والتمرين',
			edit: 'حدّث أرقامي',
			goal: {
				title: 'فائض بسيط',
				text: 'نحو عُشر فوق ما تستهلكه، مع بروتين كافٍ لتمارينك. وقلّما تحتاج إلى أكثر من ذلك.',
			},
			reminder: 'تذكير قبل أن تنتهي نافذة الأكل',
			tip: 'حدّث وزنك كل أسبوع، فكلما تقدّمت تقدّمت أهدافك معك.',
		},
	},
};

const linkIcons: Record<string, string> = {
	support: 'support_agent',
	website: 'language',
	privacy: 'shield',
	terms: 'gavel',
};

export const profile = screenRows('profile', 1, (goal, locale) => {
	const { fields, [locale]: words } = byGoal[goal];
	const label = labels[locale];

	const links = brandsLinks
		.filter(({ slug }) => slug in linkIcons)
		.map((link) => ({
			label: link[`name_${locale}`],
			icon: linkIcons[link.slug],
			action: { type: 'open_url', url: link.url },
		}));

	return {
		title: label.title,
		components: [
			{
				id: 'summary',
				type: 'profile_summary',
				props: { title: words.summary, fields, edit_label: words.edit },
			},
			{ id: 'goal', type: 'card', props: { ...words.goal, icon: 'flag' } },
			{
				id: 'settings',
				type: 'settings_list',
				props: {
					title: label.settings,
					items: [
						{ setting: 'goal', label: label.goalSetting },
						{ setting: 'diet', label: label.diet },
						{ setting: 'meal_reminders', label: label.mealReminders },
						{ setting: 'fasting_reminders', label: words.reminder },
						{ setting: 'language', label: label.language },
						{ setting: 'units', label: label.units },
						{ setting: 'timezone', label: label.timezone },
					],
				},
			},
			{ id: 'tip', type: 'tip', props: { text: words.tip, tone: 'info' } },
			{ id: 'links', type: 'link_list', props: { title: label.links, links } },
			{ id: 'divider', type: 'divider', props: { spacing: 'large', line: true } },
			{
				id: 'data',
				type: 'settings_list',
				props: {
					title: label.data,
					items: [
						{ setting: 'export_data', label: label.exportData },
						{ setting: 'delete_account', label: label.deleteAccount },
					],
				},
			},
		],
	};
});
