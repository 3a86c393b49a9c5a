import { fastingCaution } from './fasting-caution.ts';
import { screenRows } from './screen.ts';
import type { Both, ByGoal, Teaser } from './screen.ts';

interface Choices {
	presets: string[];
	highlighted: string;
	breakWith: string;
}

interface Words {
	intro: string;
	picker: string;
	pickerNote: string;
	streak: string;
	before: Teaser;
	after: Teaser;
}

const labels = {
	en: {
		title: 'Fasting',
		heading: 'Your fast',
		start: 'Start fasting',
		end: 'End my fast',
		timerNote: 'Ending early is fine. Your body knows more about today than a plan does.',
		around: 'Before and after',
		videos: 'Watch first',
	},
	ar: {
		title: 'الصيام',
		heading: 'صيامك',
		start: 'ابدأ الصيام',
		end: 'أنهِ صيامي',
		timerNote: 'لا بأس بالإنهاء المبكر، فجسدك أدرى بيومك من أي خطة.',
		around: 'قبل الصيام وبعده',
		videos: 'شاهد أولًا',
	},
} satisfies Both<Record<string, string>>;

const byGoal: ByGoal<Choices, Words> = {
	default: {
		presets: ['12-12', '14-10', '16-8', '18-6', '5-2', 'ramadan'],
		highlighted: '12-12',
		breakWith: 'shorbat-adas',
		en: {
			intro:
				'A fast is a pause between the last bite and the next. Start with the night, which you already spend without food.',
			picker: 'Find your rhythm',
			pickerNote: 'Stay with one plan for two weeks before you choose a longer one. Longer is not better.',
			streak: 'Days in a row',
			before: { title: 'Eat well before', text: 'Fibre and protein at the last meal make the hours easier.' },
			after: {
				title: 'Break it gently',
				text: 'A bowl of lentil soup, a few minutes of rest, then the plate.',
			},
		},
		ar: {
			intro: 'الصيام وقفة بين آخر لقمة وأول لقمة تليها. ابدأ بالليل الذي تقضيه أصلًا من دون طعام.',
			picker: 'اختر إيقاعك',
			pickerNote: 'اثبت على خطة واحدة أسبوعين قبل أن تختار أطول منها؛ فالأطول ليس أفضل.',
			streak: 'أيام متتالية',
			before: { title: 'كُل جيدًا قبله', text: 'الألياف والبروتين في آخر وجبة يهوّنان الساعات.' },
			after: { title: 'أفطر برفق', text: 'طبق شوربة عدس، ثم دقائق راحة، ثم وجبتك.' },
		},
	},
	lose: {
		presets: ['12-12', '14-10', '16-8', '18-6', '5-2', 'ramadan'],
		highlighted: '14-10',
		breakWith: 'tuna-chickpea-salad',
		en: {
			intro:
				'A shorter eating window helps some people to eat a little less. What you eat inside it still matters most.',
			picker: 'A window that fits your day',
			pickerNote: 'We suggest 14:10. If evenings become difficult, go back to 12:12; nothing is lost.',
			streak: 'Days that went to plan',
			before: {
				title: 'End the day with protein',
				text: 'Fish, chicken, beans or yogurt keep the evening calm.',
			},
			after: {
				title: 'Open the window with a real meal',
				text: 'Tuna, chickpeas and salad keep you full better than a snack.',
			},
		},
		ar: {
			intro: 'تساعد نافذة الأكل الأقصر بعض الناس على أن يأكلوا أقل قليلًا، ويبقى ما تأكله خلالها هو الأهم.',
			picker: 'نافذة تناسب يومك',
			pickerNote: 'نقترح 14:10. وإن صعبت عليك الأمسيات فعُد إلى 12:12، ولن تخسر شيئًا.',
			streak: 'أيام سارت كما خططت',
			before: { title: 'اختم يومك بالبروتين', text: 'السمك أو الدجاج أو الفول أو الزبادي يجعل المساء أهدأ.' },
			after: { title: 'افتح النافذة بوجبة حقيقية', text: 'التونة والحمص والسلطة تشبعك أكثر من وجبة خفيفة.' },
		},
	},
	maintain: {
		presets: ['12-12', '14-10', '16-8', 'ramadan'],
		highlighted: '12-12',
		breakWith: 'hummus-bowl',
		en: {
			intro:
				'For you a fast is simply a quiet night for the stomach. 12 hours are plenty; keep your usual amount of food.',
			picker: 'A steady rhythm',
			pickerNote: 'Choose what you could keep on a holiday as well as on a working day.',
			streak: 'Steady days',
			before: { title: 'An early dinner', text: 'Finish two or three hours before bed and sleep lighter.' },
			after: { title: 'A full plate', text: 'Hummus, vegetables and brown bread bring you back to balance.' },
		},
		ar: {
			intro: 'الصيام لك ليلة هادئة لمعدتك لا أكثر. تكفي 12 ساعة، وحافظ على كمية طعامك المعتادة.',
			picker: 'إيقاع ثابت',
			pickerNote: 'اختر ما تستطيع الاستمرار عليه في الإجازة كما في أيام العمل.',
			streak: 'أيام ثابتة',
			before: { title: 'عشاء مبكر', text: 'أنهِ عشاءك قبل النوم بساعتين أو ثلاث لتنام أخفّ.' },
			after: { title: 'طبق كامل', text: 'الحمص والخضار والخبز الأسمر تعيدك إلى التوازن.' },
		},
	},
	gain: {
		presets: ['12-12', '14-10', 'ramadan'],
		highlighted: '12-12',
		breakWith: 'oats-dates-porridge',
		en: {
			intro:
				'To gain you need time to eat, so keep fasts short. A night of 12 hours leaves room for three meals and two snacks.',
			picker: 'Short fasts, full days',
			pickerNote: 'If your meals no longer fit into the window, the window is too small.',
			streak: 'Nights of rest',
			before: {
				title: 'A last snack',
				text: 'Yogurt with walnuts and honey is small in volume and rich in energy.',
			},
			after: { title: 'Breakfast first', text: 'Oats with milk and dates before you train or go to work.' },
		},
		ar: {
			intro:
				'زيادة الوزن تحتاج إلى وقت للأكل، فاجعل صيامك قصيرًا. ليلة من 12 ساعة تترك متّسعًا لثلاث وجبات ووجبتين خفيفتين.',
			picker: 'صيام قصير وأيام ممتلئة',
			pickerNote: 'إن ضاقت النافذة عن وجباتك فهي أصغر مما ينبغي.',
			streak: 'ليالٍ من الراحة',
			before: { title: 'وجبة خفيفة أخيرة', text: 'زبادي بالجوز والعسل: حجم صغير وطاقة كبيرة.' },
			after: { title: 'الفطور أولًا', text: 'شوفان بالحليب والتمر قبل التمرين أو العمل.' },
		},
	},
};

export const fasting = screenRows('fasting', 1, (goal, locale) => {
	const { presets, highlighted, breakWith, [locale]: words } = byGoal[goal];
	const label = labels[locale];

	return {
		title: label.title,
		components: [
			{ id: 'heading', type: 'heading', props: { text: label.heading, level: 1 } },
			{ id: 'intro', type: 'text', props: { text: words.intro, align: 'start' } },
			{
				id: 'timer',
				type: 'fasting_timer',
				props: {
					default_preset: highlighted,
					start_label: label.start,
					end_label: label.end,
					note: label.timerNote,
					show_clock_times: true,
				},
			},
			{ id: 'caution', type: 'tip', props: { ...fastingCaution[locale], tone: 'caution' } },
			{ id: 'streak', type: 'streak_badge', props: { label: words.streak, show_best: true } },
			{
				id: 'presets',
				type: 'fasting_preset_picker',
				props: { title: words.picker, presets, highlighted, note: words.pickerNote },
			},
			{
				id: 'around',
				type: 'card_list',
				props: { title: label.around, layout: 'list' },
				children: [
					{ id: 'before', type: 'card', props: { ...words.before, icon: 'bedtime' } },
					{
						id: 'after',
						type: 'card',
						props: { ...words.after, icon: 'wb_twilight', action: { type: 'open_recipe', slug: breakWith } },
					},
				],
			},
			{
				id: 'videos',
				type: 'video_row',
				props: { title: label.videos, videos: ['your-first-fast', 'breaking-a-fast-well'] },
			},
		],
	};
});
