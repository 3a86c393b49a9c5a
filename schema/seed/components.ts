import { action, image, list, object, oneOf, slugOf, slugsOf, text, toggle, wholeNumber } from './props.ts';
import type { JsonSchema } from './props.ts';

export interface ComponentRow {
	type: string;
	since_schema_version: number;
	name_en: string;
	name_ar: string;
	description_en: string;
	description_ar: string;
	/** A Material Symbols name. */
	icon: string;
	/** JSON Schema 2020-12 of the props. */
	props_schema: JsonSchema;
	allows_children: boolean;
	/**
	 * What an app shows that does not know the type: nothing, or an older type, which then gets those of the
	 * props that it knows.
	 */
	fallback: string | null;
	deprecated: boolean;
	deprecated_reason_en: string | null;
	deprecated_reason_ar: string | null;
	example: Record<string, unknown>;
}

interface Definition {
	type: string;
	since?: number;
	name: [en: string, ar: string];
	description: [en: string, ar: string];
	icon: string;
	props: JsonSchema;
	children?: boolean;
	fallback?: string;
	deprecated?: [en: string, ar: string];
	example: Record<string, unknown>;
}

const component = (given: Definition): ComponentRow => ({
	type: given.type,
	since_schema_version: given.since ?? 1,
	name_en: given.name[0],
	name_ar: given.name[1],
	description_en: given.description[0],
	description_ar: given.description[1],
	icon: given.icon,
	props_schema: given.props,
	allows_children: given.children ?? false,
	fallback: given.fallback ?? null,
	deprecated: given.deprecated !== undefined,
	deprecated_reason_en: given.deprecated?.[0] ?? null,
	deprecated_reason_ar: given.deprecated?.[1] ?? null,
	example: given.example,
});

const heading = text(['Title', 'العنوان']);
const actionLabel = text(['Button text', 'نص الزر'], 40);
const onTap = action(['On tap', 'عند النقر']);
const tone = oneOf(['Tone', 'النبرة'], ['info', 'caution', 'celebrate']);
const days = oneOf(['Window in days', 'المدة بالأيام'], [7, 30]);

const nutrients = [
	'kcal',
	'protein_g',
	'carb_g',
	'fat_g',
	'fibre_g',
	'free_sugar_max_g',
	'sodium_max_mg',
	'water_total_ml',
];
const macros = ['protein_g', 'carb_g', 'fat_g', 'fibre_g'];

export const components: ComponentRow[] = [
	component({
		type: 'hero',
		name: ['Hero', 'واجهة'],
		description: [
			'Large opening of a screen, with one clear next step.',
			'افتتاحية كبيرة للشاشة مع خطوة تالية واضحة.',
		],
		icon: 'web_asset',
		props: object(
			{
				title: text(['Title', 'العنوان'], 80),
				subtitle: text(['Line below the title', 'السطر أسفل العنوان'], 240),
				image: image(['Picture', 'الصورة']),
				action_label: actionLabel,
				action: onTap,
			},
			['title'],
		),
		example: {
			title: 'Good morning',
			subtitle: 'A small step is enough for today.',
			action_label: 'See my day',
			action: { type: 'navigate', screen: 'meals' },
		},
	}),
	component({
		type: 'heading',
		name: ['Heading', 'عنوان فرعي'],
		description: ['Title of the part of a screen that follows.', 'عنوان لما يليه من الشاشة.'],
		icon: 'title',
		props: object({ text: text(['Text', 'النص'], 80), level: oneOf(['Level', 'المستوى'], [1, 2, 3]) }, [
			'text',
		]),
		example: { text: 'Today', level: 2 },
	}),
	component({
		type: 'text',
		name: ['Text', 'نص'],
		description: ['A paragraph in the reader’s own direction.', 'فقرة نصية باتجاه لغة القارئ.'],
		icon: 'notes',
		props: object(
			{
				text: text(['Text', 'النص'], 1000),
				align: oneOf(['Alignment', 'المحاذاة'], ['start', 'center']),
				emphasis: oneOf(['Emphasis', 'البروز'], ['normal', 'muted', 'strong']),
			},
			['text'],
		),
		example: { text: 'Eat slowly, and stop when you are comfortably full.', align: 'start' },
	}),
	component({
		type: 'image',
		name: ['Image', 'صورة'],
		description: ['A picture with a description for people who do not see it.', 'صورة مع وصف لمن لا يراها.'],
		icon: 'image',
		props: object(
			{ image: image(['Picture', 'الصورة']), caption: text(['Caption', 'التعليق'], 160), action: onTap },
			['image'],
		),
		example: {
			image: {
				src: 'https://media.bebetter.example/fattoush.webp',
				alt: 'A bowl of fattoush with pomegranate',
			},
			caption: 'Fattoush, ready in 28 minutes',
		},
	}),
	component({
		type: 'section',
		name: ['Section', 'قسم'],
		description: ['Groups other components under a title.', 'يجمع مكوّنات أخرى تحت عنوان واحد.'],
		icon: 'dashboard',
		children: true,
		props: object(
			{
				title: heading,
				subtitle: text(['Line below the title', 'السطر أسفل العنوان'], 160),
				action_label: actionLabel,
				action: onTap,
			},
			['title'],
		),
		example: { title: 'This evening' },
	}),
	component({
		type: 'card',
		name: ['Card', 'بطاقة'],
		description: [
			'A short message with an icon or picture; the whole card can be tapped.',
			'رسالة قصيرة مع أيقونة أو صورة، ويمكن النقر على البطاقة كلها.',
		],
		icon: 'crop_landscape',
		props: object(
			{
				title: heading,
				text: text(['Text', 'النص'], 240),
				icon: text(['Icon (Material symbol)', 'الأيقونة (من رموز ماتيريال)'], 40),
				image: image(['Picture', 'الصورة']),
				action: onTap,
			},
			['title'],
		),
		example: {
			title: 'Log your lunch',
			text: 'Half a minute now, a clear picture tonight.',
			icon: 'restaurant',
			action: { type: 'log_meal', meal: 'lunch' },
		},
	}),
	component({
		type: 'card_list',
		name: ['Card list', 'قائمة بطاقات'],
		description: ['Cards one below the other, or in two columns.', 'بطاقات بعضها تحت بعض، أو في عمودين.'],
		icon: 'view_agenda',
		children: true,
		props: object({ title: heading, layout: oneOf(['Layout', 'الترتيب'], ['list', 'grid']) }),
		example: { title: 'For you', layout: 'list' },
	}),
	component({
		type: 'carousel',
		since: 2,
		name: ['Carousel', 'شريط متحرك'],
		description: [
			'Cards side by side, moved with a swipe. Older apps list them.',
			'بطاقات متجاورة تُحرَّك بالسحب، وتعرضها التطبيقات الأقدم قائمةً.',
		],
		icon: 'view_carousel',
		children: true,
		fallback: 'card_list',
		props: object({
			title: heading,
			peek: toggle(['Show the edge of the next card', 'إظهار طرف البطاقة التالية']),
		}),
		example: { title: 'Ideas for iftar', peek: true },
	}),
	component({
		type: 'button',
		name: ['Button', 'زر'],
		description: [
			'One action. Use a single primary button on a screen.',
			'إجراء واحد. اكتفِ بزر رئيسي واحد في الشاشة.',
		],
		icon: 'smart_button',
		props: object(
			{
				label: text(['Button text', 'نص الزر'], 40),
				action: onTap,
				style: oneOf(['Style', 'النمط'], ['primary', 'secondary', 'plain']),
			},
			['label', 'action'],
		),
		example: { label: 'Start my fast', action: { type: 'start_fast', preset: '14-10' }, style: 'primary' },
	}),
	component({
		type: 'divider',
		name: ['Divider', 'فاصل'],
		description: ['Space between parts, with or without a line.', 'مسافة بين الأجزاء، بخط أو من دونه.'],
		icon: 'horizontal_rule',
		props: object({
			spacing: oneOf(['Space', 'المسافة'], ['small', 'medium', 'large']),
			line: toggle(['Show a line', 'إظهار خط']),
		}),
		example: { spacing: 'medium', line: true },
	}),
	component({
		type: 'fasting_timer',
		name: ['Fasting timer', 'مؤقّت الصيام'],
		description: [
			'The running fast, or the button that starts one. Hidden by the app where fasting is not advised.',
			'الصيام الجاري أو زر بدئه. ويخفيه التطبيق عمّن لا يُنصح له بالصيام.',
		],
		icon: 'timer',
		props: object(
			{
				default_preset: slugOf('fasting_presets', ['Preset when none is chosen', 'النمط عند عدم الاختيار']),
				start_label: text(['Start button', 'زر البدء'], 40),
				end_label: text(['End button', 'زر الإنهاء'], 40),
				note: text(['Note below', 'ملاحظة أسفله'], 300),
				show_clock_times: toggle(['Show start and end times', 'إظهار وقتَي البدء والانتهاء']),
			},
			['default_preset', 'start_label', 'end_label'],
		),
		example: {
			default_preset: '12-12',
			start_label: 'Start fasting',
			end_label: 'End my fast',
			show_clock_times: true,
		},
	}),
	component({
		type: 'fasting_preset_picker',
		name: ['Fasting preset picker', 'اختيار نمط الصيام'],
		description: [
			'Plans to choose from, the recommended one in front.',
			'خطط للاختيار منها، والموصى بها أولًا.',
		],
		icon: 'tune',
		props: object(
			{
				title: heading,
				presets: slugsOf('fasting_presets', ['Presets', 'الأنماط']),
				highlighted: slugOf('fasting_presets', ['Recommended preset', 'النمط الموصى به']),
				note: text(['Note below', 'ملاحظة أسفله'], 300),
			},
			['title', 'presets'],
		),
		example: { title: 'Choose your rhythm', presets: ['12-12', '14-10', '16-8'], highlighted: '12-12' },
	}),
	component({
		type: 'streak_badge',
		name: ['Streak badge', 'شارة الأيام المتتالية'],
		description: [
			'Days in a row, counted by the insights. Never praises a longer fast.',
			'عدد الأيام المتتالية كما تحسبه الإحصاءات، ولا يمتدح إطالة الصيام.',
		],
		icon: 'local_fire_department',
		props: object(
			{
				label: text(['Label', 'التسمية'], 60),
				show_best: toggle(['Show the best streak', 'إظهار أفضل سلسلة']),
			},
			['label'],
		),
		example: { label: 'Days in a row', show_best: true },
	}),
	component({
		type: 'target_ring',
		name: ['Target ring', 'حلقة الهدف'],
		description: [
			'Progress of the day towards one of the person’s targets.',
			'التقدّم خلال اليوم نحو أحد أهداف الشخص.',
		],
		icon: 'donut_large',
		props: object(
			{
				metric: oneOf(['Target', 'الهدف'], nutrients),
				label: text(['Label', 'التسمية'], 60),
				caption: text(['Caption', 'التعليق'], 160),
			},
			['metric', 'label'],
		),
		example: { metric: 'kcal', label: 'Energy today' },
	}),
	component({
		type: 'macro_bars',
		name: ['Macro bars', 'أشرطة المغذيات'],
		description: [
			'Protein, carbohydrate, fat and fibre against their targets.',
			'البروتين والكربوهيدرات والدهون والألياف مقابل أهدافها.',
		],
		icon: 'bar_chart',
		props: object(
			{
				title: heading,
				macros: list(['Nutrients', 'المغذيات'], { enum: macros }, { max: macros.length, unique: true }),
				show_grams: toggle(['Show grams', 'إظهار الغرامات']),
			},
			['title', 'macros'],
		),
		example: { title: 'Balance of the day', macros, show_grams: true },
	}),
	component({
		type: 'meal_log_list',
		name: ['Meal log', 'سجل الوجبات'],
		description: ['What was logged today, by meal.', 'ما سُجّل اليوم بحسب الوجبة.'],
		icon: 'list_alt',
		props: object(
			{
				title: heading,
				empty_text: text(['Text when nothing is logged', 'النص عند خلو السجل'], 160),
				group_by_meal: toggle(['Group by meal', 'التجميع بحسب الوجبة']),
				limit: wholeNumber(['Most entries shown', 'أكبر عدد معروض'], 1, 50),
			},
			['title', 'empty_text'],
		),
		example: { title: 'Today’s meals', empty_text: 'Nothing here yet.', group_by_meal: true, limit: 12 },
	}),
	component({
		type: 'quick_add',
		name: ['Quick add', 'إضافة سريعة'],
		description: ['Up to 6 actions that take one tap.', 'ما يصل إلى 6 إجراءات بنقرة واحدة.'],
		icon: 'add_circle',
		props: object(
			{
				title: heading,
				items: list(
					['Actions', 'الإجراءات'],
					object(
						{ label: text(['Label', 'التسمية'], 30), icon: text(['Icon', 'الأيقونة'], 40), action: onTap },
						['label', 'action'],
					),
					{ max: 6 },
				),
			},
			['items'],
		),
		example: {
			items: [{ label: 'Breakfast', icon: 'egg_alt', action: { type: 'log_meal', meal: 'breakfast' } }],
		},
	}),
	component({
		type: 'recipe_carousel',
		name: ['Recipe row', 'شريط الوصفات'],
		description: [
			'Recipes side by side; unpublished ones are left out by the app.',
			'وصفات متجاورة، ويتجاوز التطبيق غير المنشور منها.',
		],
		icon: 'menu_book',
		props: object(
			{
				title: heading,
				subtitle: text(['Line below the title', 'السطر أسفل العنوان'], 160),
				recipes: slugsOf('recipes', ['Recipes', 'الوصفات']),
				action_label: actionLabel,
				action: onTap,
			},
			['title', 'recipes'],
		),
		example: { title: 'Under half an hour', recipes: ['balila', 'tuna-chickpea-salad', 'foul-medames'] },
	}),
	component({
		type: 'food_search',
		name: ['Food search', 'البحث عن طعام'],
		description: ['Search field for foods, with a few suggestions.', 'حقل بحث عن الأطعمة مع بعض الاقتراحات.'],
		icon: 'search',
		props: object(
			{
				placeholder: text(['Text in the empty field', 'النص في الحقل الفارغ'], 60),
				suggested: slugsOf('foods', ['Suggested foods', 'أطعمة مقترحة']),
			},
			['placeholder'],
		),
		example: { placeholder: 'What did you eat?', suggested: ['dates-medjool', 'lentils-boiled'] },
	}),
	component({
		type: 'video_row',
		name: ['Video row', 'شريط المقاطع'],
		description: ['Videos side by side, with their length.', 'مقاطع متجاورة مع مدة كل منها.'],
		icon: 'smart_display',
		props: object({ title: heading, videos: slugsOf('videos', ['Videos', 'المقاطع']) }, ['title', 'videos']),
		example: { title: 'Move a little', videos: ['morning-stretch', 'walk-at-home'] },
	}),
	component({
		type: 'tip',
		name: ['Tip', 'نصيحة'],
		description: ['A short piece of advice, or a caution.', 'نصيحة قصيرة أو تنبيه.'],
		icon: 'lightbulb',
		props: object({ text: text(['Text', 'النص'], 400), title: heading, tone }, ['text']),
		example: { text: 'Fill half of your plate with vegetables first.', tone: 'info' },
	}),
	component({
		type: 'settings_list',
		name: ['Settings', 'الإعدادات'],
		description: ['Settings that the app itself knows how to edit.', 'إعدادات يعرف التطبيق كيف يحرّرها.'],
		icon: 'settings',
		props: object(
			{
				title: heading,
				items: list(
					['Settings', 'الإعدادات'],
					object(
						{
							setting: oneOf(
								['Setting', 'الإعداد'],
								[
									'goal',
									'diet',
									'language',
									'units',
									'timezone',
									'fasting_reminders',
									'meal_reminders',
									'export_data',
									'delete_account',
								],
							),
							label: text(['Label', 'التسمية'], 60),
						},
						['setting', 'label'],
					),
					{ max: 20 },
				),
			},
			['title', 'items'],
		),
		example: { title: 'Settings', items: [{ setting: 'language', label: 'Language' }] },
	}),
	component({
		type: 'profile_summary',
		name: ['Profile summary', 'ملخص الملف الشخصي'],
		description: ['The person’s own facts, with a button to edit them.', 'بيانات الشخص مع زر لتعديلها.'],
		icon: 'account_circle',
		props: object(
			{
				title: heading,
				fields: list(
					['Facts', 'البيانات'],
					{
						enum: [
							'goal',
							'pace',
							'height_cm',
							'weight_kg',
							'goal_weight_kg',
							'activity',
							'diet',
							'fasting_preset',
						],
					},
					{ max: 8, unique: true },
				),
				edit_label: text(['Edit button', 'زر التعديل'], 40),
			},
			['title', 'fields', 'edit_label'],
		),
		example: { title: 'About you', fields: ['goal', 'weight_kg', 'activity'], edit_label: 'Edit' },
	}),
	component({
		type: 'link_list',
		name: ['Links', 'روابط'],
		description: [
			'Ways out of the screen, one below the other.',
			'روابط بعضها تحت بعض تقود إلى خارج الشاشة.',
		],
		icon: 'link',
		props: object(
			{
				title: heading,
				links: list(
					['Links', 'الروابط'],
					object(
						{ label: text(['Label', 'التسمية'], 60), icon: text(['Icon', 'الأيقونة'], 40), action: onTap },
						['label', 'action'],
					),
					{ max: 12 },
				),
			},
			['links'],
		),
		example: {
			title: 'Help',
			links: [
				{
					label: 'Write to us',
					icon: 'mail',
					action: { type: 'open_url', url: 'https://bebetter.example/support' },
				},
			],
		},
	}),
	component({
		type: 'promo_card',
		name: ['Promotion', 'بطاقة ترويجية'],
		description: ['Coloured card of the first version.', 'بطاقة ملوّنة من الإصدار الأول.'],
		icon: 'campaign',
		deprecated: [
			'Use “card” for content and “banner” for announcements: both can be read by screen readers.',
			'استخدم «بطاقة» للمحتوى و«إعلان» للتنبيهات، فكلاهما يناسب قارئات الشاشة.',
		],
		props: object({ title: heading, text: text(['Text', 'النص'], 160), action: onTap }, ['title']),
		example: { title: 'New recipes this week', action: { type: 'navigate', screen: 'recipes' } },
	}),
	component({
		type: 'banner',
		since: 2,
		name: ['Banner', 'إعلان'],
		description: [
			'An announcement that people may dismiss. Older apps show a tip.',
			'إعلان يمكن إخفاؤه، وتعرضه التطبيقات الأقدم نصيحةً.',
		],
		icon: 'flag',
		fallback: 'tip',
		props: object(
			{
				text: text(['Text', 'النص'], 400),
				title: heading,
				tone,
				action_label: actionLabel,
				action: onTap,
				dismissible: toggle(['Can be dismissed', 'يمكن إخفاؤه']),
			},
			['text'],
		),
		example: { text: 'Ramadan times are ready for your city.', tone: 'info', dismissible: true },
	}),
	component({
		type: 'hydration_note',
		since: 2,
		name: ['Water note', 'تذكير الماء'],
		description: [
			'Reminds of water; the app hides it between fajr and maghrib of a Ramadan fast.',
			'تذكير بشرب الماء، ويخفيه التطبيق بين الفجر والمغرب في صيام رمضان.',
		],
		icon: 'water_drop',
		fallback: 'tip',
		props: object(
			{
				text: text(['Text', 'النص'], 400),
				title: heading,
				show_target: toggle(['Show the day’s target', 'إظهار هدف اليوم']),
			},
			['text'],
		),
		example: { text: 'A glass of water with each meal is a good start.', show_target: true },
	}),
	component({
		type: 'progress_chart',
		since: 2,
		name: ['Progress chart', 'مخطط التقدّم'],
		description: [
			'One measure over time. Older apps leave it out.',
			'قياس واحد عبر الزمن، وتتجاوزه التطبيقات الأقدم.',
		],
		icon: 'show_chart',
		fallback: 'drop',
		props: object(
			{
				title: heading,
				metric: oneOf(
					['Measure', 'القياس'],
					['weight_kg', 'adherence_pct', 'avg_hours', 'kcal', 'protein_g'],
				),
				window: days,
				caption: text(['Caption', 'التعليق'], 240),
			},
			['title', 'metric', 'window'],
		),
		example: { title: 'Weight', metric: 'weight_kg', window: 30 },
	}),
	component({
		type: 'weight_entry',
		since: 2,
		name: ['Weight entry', 'إدخال الوزن'],
		description: [
			'Asks for today’s weight. Older apps leave it out.',
			'يسأل عن وزن اليوم، وتتجاوزه التطبيقات الأقدم.',
		],
		icon: 'monitor_weight',
		fallback: 'drop',
		props: object(
			{
				label: text(['Question', 'السؤال'], 80),
				button_label: text(['Button text', 'نص الزر'], 40),
				note: text(['Note below', 'ملاحظة أسفله'], 240),
			},
			['label', 'button_label'],
		),
		example: { label: 'Your weight today', button_label: 'Save' },
	}),
	component({
		type: 'insight_card',
		since: 3,
		name: ['Insight', 'بطاقة إحصائية'],
		description: [
			'One number of the fasting insights with its meaning. Older apps show a plain card.',
			'رقم واحد من إحصاءات الصيام مع معناه، وتعرضه التطبيقات الأقدم بطاقةً عادية.',
		],
		icon: 'insights',
		fallback: 'card',
		props: object(
			{
				title: heading,
				text: text(['Text', 'النص'], 240),
				metric: oneOf(
					['Number', 'الرقم'],
					['completed_fasts', 'avg_hours', 'completion_rate_pct', 'adherence_pct', 'current_streak'],
				),
				window: days,
			},
			['title', 'metric', 'window'],
		),
		example: {
			title: 'Kept to your plan',
			text: 'Days on which you did what you meant to do.',
			metric: 'adherence_pct',
			window: 7,
		},
	}),
	component({
		type: 'checklist',
		since: 3,
		name: ['Checklist', 'قائمة مهام'],
		description: [
			'Small steps to tick off today. Older apps leave it out.',
			'خطوات صغيرة تُنجز اليوم، وتتجاوزها التطبيقات الأقدم.',
		],
		icon: 'checklist',
		fallback: 'drop',
		props: object(
			{
				title: heading,
				items: list(
					['Steps', 'الخطوات'],
					object({ label: text(['Step', 'الخطوة'], 80), action: onTap }, ['label']),
					{ max: 8 },
				),
			},
			['title', 'items'],
		),
		example: { title: 'Three small steps', items: [{ label: 'Walk for ten minutes' }] },
	}),
];
