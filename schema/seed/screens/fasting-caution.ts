import type { Both, Teaser } from './screen.ts';

/** Stands on every screen that invites to fast. */
export const fastingCaution: Both<Teaser> = {
	en: {
		title: 'Fasting is not for everyone',
		text: 'Please do not fast if you are pregnant, breastfeeding or under 18, or if you have or have had an eating disorder. If you live with an illness or take medicine, ask your doctor first, and stop whenever you feel unwell.',
	},
	ar: {
		title: 'الصيام لا يناسب الجميع',
		text: 'لا تصم من فضلك إن كنتِ حاملًا أو مرضعة، أو كان عمرك دون 18 عامًا، أو كنت تعاني اضطرابًا في الأكل أو سبق أن عانيت منه. وإن كنت مريضًا أو تتناول دواءً فاستشر طبيبك أولًا، وتوقّف متى شعرت بالتعب.',
	},
};
