export interface FastingPresetRow {
	slug: string;
	name_en: string;
	name_ar: string;
	description_en: string;
	description_ar: string;
	kind: 'daily' | 'weekly' | 'ramadan';
	/** Null for Ramadan: the fast runs from fajr to maghrib, which differ by day and place. */
	fasting_hours: number | null;
	eating_hours: number | null;
	/** For weekly plans only; the others run every day. */
	fast_days_per_week: number | null;
	fast_day_kcal_female: number | null;
	fast_day_kcal_male: number | null;
	level: 'beginner' | 'intermediate' | 'advanced';
}

const whoShouldNot = {
	en: 'Not for anyone who is pregnant, breastfeeding or under 18, or who has or has had an eating disorder.',
	ar: 'لا يناسب الحوامل والمرضعات ومن هم دون 18 عامًا، ولا من يعاني اضطرابًا في الأكل أو سبق أن عانى منه.',
};

interface Daily {
	slug: string;
	hours: number;
	level: FastingPresetRow['level'];
	name: [en: string, ar: string];
	description: [en: string, ar: string];
}

const daily = ({ slug, hours, level, name, description }: Daily): FastingPresetRow => ({
	slug,
	name_en: name[0],
	name_ar: name[1],
	description_en: `${description[0]} ${whoShouldNot.en}`,
	description_ar: `${description[1]} ${whoShouldNot.ar}`,
	kind: 'daily',
	fasting_hours: hours,
	eating_hours: 24 - hours,
	fast_days_per_week: null,
	fast_day_kcal_female: null,
	fast_day_kcal_male: null,
	level,
});

export const fastingPresets: FastingPresetRow[] = [
	daily({
		slug: '12-12',
		hours: 12,
		level: 'beginner',
		name: ['12:12 Overnight', 'صيام الليل 12:12'],
		description: [
			'Fast for 12 hours, most of them asleep, and eat within the other 12. An easy first rhythm: an early dinner, then breakfast at your usual time.',
			'صُم 12 ساعة يمضي معظمها وأنت نائم، وكُل خلال 12 ساعة. بداية سهلة: عشاء مبكر ثم فطور في موعده المعتاد.',
		],
	}),
	daily({
		slug: '14-10',
		hours: 14,
		level: 'beginner',
		name: ['14:10 Gentle', 'الصيام اللطيف 14:10'],
		description: [
			'Fast for 14 hours and eat within 10. Enough room for three meals, with a calm evening and a slightly later breakfast.',
			'صُم 14 ساعة وكُل خلال 10 ساعات. وقت يتّسع لثلاث وجبات، مع مساء هادئ وفطور متأخر قليلًا.',
		],
	}),
	daily({
		slug: '16-8',
		hours: 16,
		level: 'beginner',
		name: ['16:8 Classic', 'الصيام الكلاسيكي 16:8'],
		description: [
			'Fast for 16 hours and eat within 8, for example from noon to early evening. Two meals and a snack fit in well. Water, plain tea and black coffee are fine while you fast.',
			'صُم 16 ساعة وكُل خلال 8 ساعات، من الظهر إلى أول المساء مثلًا. تكفي لوجبتين ووجبة خفيفة. ولا بأس أثناء الصيام بالماء والشاي والقهوة السادة من غير سكر.',
		],
	}),
	daily({
		slug: '18-6',
		hours: 18,
		level: 'intermediate',
		name: ['18:6 Focused', 'الصيام المركّز 18:6'],
		description: [
			'Fast for 18 hours and eat two full meals within 6. Come to it after some weeks of shorter fasts, and make sure that both meals carry protein and vegetables.',
			'صُم 18 ساعة وتناول وجبتين كاملتين خلال 6 ساعات. انتقل إليه بعد أسابيع من صيام أقصر، واحرص على أن تحوي كل وجبة بروتينًا وخضارًا.',
		],
	}),
	daily({
		slug: '20-4',
		hours: 20,
		level: 'advanced',
		name: ['20:4 Short Window', 'النافذة القصيرة 20:4'],
		description: [
			'Fast for 20 hours and eat within 4. It is hard to eat enough in so short a time: plan the meals ahead, keep it to a few days a week, and choose a longer window if you feel unwell.',
			'صُم 20 ساعة وكُل خلال 4 ساعات. يصعب أن تأكل كفايتك في وقت كهذا: خطّط لوجباتك مسبقًا، واكتفِ به أيامًا قليلة في الأسبوع، واختر نافذة أطول إن شعرت بتعب.',
		],
	}),
	daily({
		slug: 'omad',
		hours: 23,
		level: 'advanced',
		name: ['One Meal a Day', 'وجبة واحدة في اليوم'],
		description: [
			'One meal within an hour, after 23 hours without food. Few people meet their needs in a single meal, so use it now and then rather than every day, and stop whenever it stops feeling right.',
			'وجبة واحدة خلال ساعة بعد 23 ساعة من دون طعام. قلّة من الناس تكفيهم وجبة وحيدة، فاجعله من حين إلى آخر لا كل يوم، وتوقّف متى شعرت بأنه لا يناسبك.',
		],
	}),
	{
		slug: '5-2',
		name_en: '5:2 Week',
		name_ar: 'أسبوع 5:2',
		description_en: `Eat normally on 5 days and lightly on two that do not follow each other: at most 500 kcal for women and 600 kcal for men on a light day. Vegetables, soup and lean protein go furthest. ${whoShouldNot.en}`,
		description_ar: `كُل كعادتك 5 أيام، وخفّف في يومين غير متتاليين: بحدّ أقصى 500 سعرة للنساء و600 سعرة للرجال في اليوم الخفيف. الخضار والشوربة والبروتين قليل الدهن أكثرها إشباعًا. ${whoShouldNot.ar}`,
		kind: 'weekly',
		fasting_hours: 24,
		eating_hours: 0,
		fast_days_per_week: 2,
		fast_day_kcal_female: 500,
		fast_day_kcal_male: 600,
		level: 'intermediate',
	},
	{
		slug: 'ramadan',
		name_en: 'Ramadan',
		name_ar: 'رمضان',
		description_en: `From fajr to maghrib at your place, every day of the month, without food or water. The times change daily, so the app counts from the prayer times and not from fixed hours. Days on which you do not fast are left out of your statistics, and no reason is asked. If you are pregnant, breastfeeding or under 18, or have or have had an eating disorder, leave fasting timers off and ask your doctor.`,
		description_ar:
			'من الفجر إلى المغرب حيث تقيم، كل يوم من أيام الشهر، من دون طعام ولا ماء. تتغيّر الأوقات يوميًا، لذلك يحسب التطبيق بمواقيت الصلاة لا بساعات ثابتة. وتُستثنى أيام إفطارك من إحصاءاتك من دون سؤال عن السبب. إن كنتِ حاملًا أو مرضعة، أو كان عمرك دون 18 عامًا، أو لديك اضطراب في الأكل أو سبق أن عانيت منه، فاترك مؤقّت الصيام مغلقًا واستشر طبيبك.',
		kind: 'ramadan',
		fasting_hours: null,
		eating_hours: null,
		fast_days_per_week: null,
		fast_day_kcal_female: null,
		fast_day_kcal_male: null,
		level: 'intermediate',
	},
];
