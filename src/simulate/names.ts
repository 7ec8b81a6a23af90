/** Invented persons and firms: given and family names by culture, some also in their own script. */
import type { Random } from '../base/random.ts';
import type { Culture } from './country.ts';
import { Choice } from './shapes.ts';

type Names = {
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** Own script, whole names. */
  readonly native?: readonly string[];
  /** Family name first when written out. */
  readonly familyFirst?: true;
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

// prettier-ignore
const names: Readonly<Record<Culture, Names>> = {
  english: {
    given: words(`James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan
      Joseph Jessica Thomas Karen Christopher Sarah Charles Lisa Daniel Nancy Matthew Sandra Anthony Ashley Mark Emily
      Donald Kimberly Steven Donna Andrew Michelle Paul Carol Joshua Amanda Kenneth Melissa Kevin Deborah Brian Stephanie
      Tyler Rebecca Ryan Laura Jacob Helen Aaron Cynthia Kyle Amy Noah Angela Ethan Olivia Dylan Grace Logan Hannah`),
    family:
      words(`Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson Martin Lee
      Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall
      Campbell Mitchell Carter Roberts Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers
      Morgan Cooper Peterson Reed Bailey Kelly Howard Ward Cox Richardson Watson Brooks Wood Bennett Gray Hughes Price
      Sanders Foster O'Brien McDonald Long Ross Sullivan Bell Coleman Butler Henderson Barnes Fisher`),
  },
  spanish: {
    given: words(
      'José María Juan Guadalupe Luis Carmen Carlos Rosa Miguel Ana Jorge Lucía Francisco Elena Pedro Sofía Diego Valeria',
    ),
    family: words(`García Hernández López Martínez González Rodríguez Pérez Sánchez Ramírez Flores Torres Rivera Gómez
      Díaz Reyes Cruz Morales Ortiz Gutiérrez Chávez Ramos Castillo Mendoza Vargas Castro Núñez`),
  },
  chinese: {
    given: words(
      'Wei Fang Min Jing Lei Yan Jun Ying Xiaoming Lihua Tao Jie Hong Ping Yong Xia Bin Chao Meiling Haoran Zihan Yuxuan',
    ),
    family: words(
      'Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang',
    ),
    native: words('王伟 李娜 张敏 刘洋 陈静 杨磊 黄丽 赵军 吴霞 周杰 徐芳 孙涛 马超 朱红 胡斌 郭晓明 林美玲 何建国'),
    familyFirst: true,
  },
  cantonese: {
    given: words(
      'Ka Wai|Wing Yan|Chi Ming|Siu Fong|Kwok Keung|Mei Ling|Ho Yin|Hoi Ching'
        .replaceAll(' ', '-')
        .replaceAll('|', ' '),
    ),
    family: words('Chan Wong Leung Cheung Lau Lam Ng Cheng Ho Yip Tsang Kwok Chow Fung'),
    familyFirst: true,
  },
  german: {
    given: words('Hans Anna Peter Ursula Michael Monika Thomas Petra Jürgen Sabine Lukas Lea Felix Jana Björn'),
    family: words(
      'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Richter Klein Wolf Schröder Neumann',
    ),
  },
  japanese: {
    given: words('Haruto Yui Sota Hina Yuto Sakura Kenji Aiko Hiroshi Yoko Takashi Naomi Daiki Mio'),
    family: words('Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada'),
    native: words('佐藤健 鈴木花子 高橋翔太 田中美咲 渡辺大輔 伊藤さくら 山本ケンジ'),
    familyFirst: true,
  },
  indian: {
    given: words('Rahul Priya Amit Anjali Sanjay Sunita Vijay Kavita Arjun Pooja Rajesh Lakshmi Imran Neha'),
    family: words('Sharma Singh Kumar Patel Gupta Reddy Iyer Khan Nair Mehta Das Joshi Rao Verma'),
    native: words('राहुल प्रिया अमित'),
  },
  french: {
    given: words('Jean Marie Pierre Nathalie Michel Isabelle François Sylvie Léa Hugo Chloé Noël'),
    family: words('Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Lefèvre Garnier'),
  },
  dutch: {
    given: words('Jan Johanna Pieter Anna Sanne Daan Emma Bram Lotte Willem'),
    family: words('Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker'),
  },
  korean: {
    given: words('Min-jun Seo-yeon Ji-hoon Ha-eun Do-yun Ji-woo Hyun-woo Soo-jin Young-ho Eun-ji'),
    family: words('Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim'),
    native: words('김민준 이서연 박지훈 최하은 정도윤'),
    familyFirst: true,
  },
  slavic: {
    given: words('Jan Anna Piotr Katarzyna Andrzej Małgorzata Paweł Agnieszka Tomasz Zofia'),
    family: words('Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański'),
  },
  ukrainian: {
    given: words('Oleksandr Olena Andrii Iryna Serhii Natalia Dmytro Oksana'),
    family: words('Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Melnyk Boyko'),
    native: words('Шевченко_Олена Коваленко_Андрій Бойко_Ірина Мельник_Дмитро').map((name) => name.replace('_', ' ')),
  },
  italian: {
    given: words('Giuseppe Maria Marco Giulia Luca Francesca Andrea Chiara Niccolò'),
    family: words('Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci'),
  },
  portuguese: {
    given: words('João Maria Antônio Ana Paulo Juliana Lucas Fernanda'),
    family: words('Silva Santos Oliveira Souza Lima Pereira Ferreira Araújo'),
  },
  thai: {
    given: words('Somchai Malee Anan Siriporn Niran Kanya Prasert Ratana'),
    family: words('Saetang Srisai Wongsakul Chaiyaporn Boonmee Thongdee'),
  },
  turkish: {
    given: words('Mehmet Ayşe Mustafa Fatma Ahmet Emine Çağla Özgür'),
    family: words('Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk'),
  },
  arabic: {
    given: words('Mohammed Fatima Ahmed Aisha Omar Layla Yusuf Maryam Hassan Noor'),
    family: words('Al-Farsi Haddad Khalil Mansour Rahman Saleh Aziz Ibrahim'),
    native: words('محمد_خليل فاطمة_حداد أحمد_منصور').map((name) => name.replace('_', ' ')),
  },
};

/** Who lives at the destination, by share, percent. */
export const destinationCultures: Choice<readonly [Culture, number]> = new Choice(
  [
    ['english', 60],
    ['spanish', 17],
    ['chinese', 6],
    ['indian', 4],
    ['slavic', 3],
    ['korean', 2],
    ['german', 3],
    ['arabic', 2],
    ['japanese', 1],
    ['italian', 1],
    ['thai', 1],
  ] as const,
  ([, share]) => share,
);

const initials: readonly string[] = [...'ABCDEFGJKLMPRST'];

/** A person's name as people write it: order, initials and capitals vary. */
export function personName(random: Random, culture: Culture, ownScript: number): string {
  const pool = names[culture];
  if (pool.native !== undefined && random.chance(ownScript)) return random.pick(pool.native);
  const given = random.pick(pool.given);
  const family = random.pick(pool.family);
  const style = random.below(16);
  if (style === 0) return `${given[0]}. ${family}`;
  if (style === 1) return `${family.toUpperCase()}, ${given}`;
  if (style === 2) return `${given} ${random.pick(initials)}. ${family}`;
  if (style === 3) return `${given} ${family}`.toUpperCase();
  if (style === 4) return `${given} ${family}`.toLowerCase();
  return pool.familyFirst === true ? `${family} ${given}` : `${given} ${family}`;
}

const firmFirst = words(
  'Golden Sunrise Ocean Bright Lucky Star Global Prime Union Harbour Green Royal Dragon Apex Blue Silver Delta Nova',
);
const firmSecond = words(
  'Home Fashion Digital Trading Craft Sports Beauty Tools Garden Books Toys Mobile Auto Light Supply Crystal',
);
const firmEnds: Readonly<Partial<Record<Culture, readonly string[]>>> = {
  chinese: ['Co., Ltd.', 'Trading Co., Ltd', 'E-commerce Co.,Ltd', 'Technology Co., Ltd.', '有限公司'],
  cantonese: ['Limited', 'International Ltd', '(HK) Ltd.'],
  german: ['GmbH', 'e.K.', 'GmbH & Co. KG'],
  english: ['Ltd', 'LLC', 'Inc.', 'Store'],
  japanese: ['K.K.', 'Store', '株式会社'],
};

export function firmName(random: Random, culture: Culture): string {
  const end = random.pick(firmEnds[culture] ?? ['S.A.', 'Store', 'Shop', 'Export']);
  return `${random.pick(firmFirst)} ${random.pick(firmSecond)} ${end}`;
}

/** One slip of the pen: two neighbours swapped, a letter dropped or doubled. Texts without an escape only. */
export function misspelt(random: Random, text: string): string {
  if (text.length < 4) return text;
  const at = random.between(1, text.length - 3);
  const slip = random.below(3);
  if (slip === 0) return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  if (slip === 1) return text.slice(0, at) + text.slice(at + 1);
  return text.slice(0, at) + text[at] + text.slice(at);
}
