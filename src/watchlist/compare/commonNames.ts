/**
 * Words that very many people and companies are called by, with rough shares. From general knowledge of which family
 * and given names are most common where, rounded, and never counted: they only have to tell names that half a city
 * bears from names that a family bears. What a facility counts of its own mail is added
 * (`postern watchlist frequencies`).
 *
 * Each part of the world has tiers: per mille of its family or given names, then the names. Spellings of one name stand
 * joined by a stroke, and each has the share of all.
 */
export type Tier = readonly [perMille: number, names: string];
export type Region = { readonly family: readonly Tier[]; readonly given: readonly Tier[] };

export const commonNames: Readonly<Record<string, Region>> = {
  china: {
    family: [
      [72, 'wang/wong li/lee/lei'],
      [68, 'zhang/chang/cheung'],
      [54, 'liu/lau chen/chan'],
      [30, 'yang/yeung huang/hwang zhao/chao/chiu wu/ng zhou/chou/chow'],
      [18, 'xu/hsu/hui sun/suen ma zhu/chu hu/woo guo/kuo/kwok he/ho gao/kao/ko lin/lam luo/lo/law'],
      [
        9,
        'zheng/cheng liang/leung xie/hsieh/tse song/sung/soong tang/tong deng/teng han/hon feng/fung cao/tsao peng/pang zeng/tseng/tsang xiao/hsiao/siu tian/tien dong/tung pan/poon yuan/yuen cai/tsai/choi jiang/chiang/keung yu/yue du/to ye/yip/yeh cheng/ching wei/wai su/so lu/lui ding/ting ren/yam lu/luk yao/yiu shen/shum zhong/chung jin/kam shi/shih',
      ],
      [
        3,
        'cui tan/tam liao wan fan fang zou xiong bai qin xia wei jia meng yan xue lei hou long duan hao shao mao wan gu chang lai kang yin qian niu kong tao wen pang mo ou zhan hong',
      ],
    ],
    given: [
      [11, 'wei ying/ing jie min jing li'],
      [8, 'ming hua jun yan xin yi ping hong juan yu lei chao na fang'],
      [5, 'qiang jian bo tao xia hui xiang yong gang peng bin feng jing lin hao dan ling mei chun xiu dong cheng'],
      [3, 'long kai zhen rui yun guo jia wen zhi hai xue yue guang xiao lan xiong kun shan liang zi han chen yang'],
      [1.5, 'xiaoming xiaoli jianguo jianhua guohua zhiqiang haiyan xiaohong lili yanyan weiwei zhigang jinping'],
    ],
  },
  korea: {
    family: [
      [215, 'kim/gim'],
      [147, 'lee/yi/i/rhee/ri'],
      [84, 'park/bak/pak/pakk'],
      [47, 'choi/choe'],
      [43, 'jeong/jung/chung/jong'],
      [23, 'kang/gang cho/jo/choh yoon/yun jang/chang lim/im/rim'],
      [14, 'han oh/o seo/suh shin/sin kwon/gwon hwang ahn/an song ryu/yoo/yu jeon/chun hong'],
      [7, 'ko/go moon/mun yang son/sohn bae/pae baek/paik heo/hur nam shim noh/roh ha kwak cha joo/ju woo ku/koo min'],
    ],
    given: [
      [14, 'min/minho/minjun ji/jihoon sung/seong young/yeong hyun/hyeon jun/joon jin hee/hui soo/su kyung/kyeong'],
      [8, 'un/eun woo/u ho hye mi in sang jae dong won/weon yong chul/chol sun/seon joo/ju il hwan seok/suk'],
      [
        5,
        'sik chol/cheol hyok/hyuk sop/seop ryong/yong chun sang sok gi/ki gyu/kyu byong/byung tae/dae hwa gun/geun gil/kil no/ro su bok hak han ik jon man mok mun myung nak pil pom/bum rim se song sup tok/duk ung yol yop/yup',
      ],
      [4, 'jiwoo jimin minji seoyeon jungho youngho sungmin hyunwoo jisoo yuna jong hyuk kwang nam ok myong'],
    ],
  },
  vietnam: {
    family: [
      [380, 'nguyen'],
      [110, 'tran'],
      [95, 'le'],
      [70, 'pham'],
      [50, 'hoang/huynh'],
      [45, 'phan vu/vo'],
      [22, 'dang bui do ho ngo duong ly'],
      [8, 'dinh truong trinh dao doan lam mai cao luong luu to ta'],
    ],
    given: [
      [60, 'van thi'],
      [15, 'anh minh huong thanh hung hoa lan linh hai duc nam tuan dung'],
      [8, 'ngoc thu mai phuong quang quoc tuyet hong long son thao trang hien hieu huy khanh kim bao trung viet'],
    ],
  },
  japan: {
    family: [
      [15, 'sato/satou suzuki takahashi tanaka'],
      [10, 'watanabe ito/itou yamamoto nakamura kobayashi kato/katou'],
      [6, 'yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi shimizu saito/saitou'],
      [3, 'mori abe ikeda hashimoto ishikawa ogawa goto okada hasegawa fujita murakami kondo ishii sakamoto endo'],
    ],
    given: [
      [5, 'hiroshi takashi kenji taro/tarou yuki kazuo hanako keiko yoko akira makoto satoshi'],
      [3, 'naoki daisuke kenta haruto ren yui aoi sakura mai rina ayumi emi kazuko masako akiko yumi tomoko jun ken'],
    ],
  },
  india: {
    family: [
      [30, 'kumar singh/sing'],
      [18, 'devi sharma'],
      [10, 'patel das/dass khan/kahn gupta yadav ram lal shah/sah ali reddy'],
      [
        5,
        'mishra/misra verma/varma jain kaur prasad rao nair joshi mehta agarwal/aggarwal ghosh roy/rai banerjee chatterjee mukherjee chaudhary/choudhary/chowdhury pandey thakur tiwari begum paul jha saini gill chauhan/chouhan desai iyer menon pillai naik/nayak patil sinha mondal/mandal biswas bose dutta/datta kapoor malhotra bhatt/bhat fernandes thomas joseph mathew george',
      ],
      [2, 'saxena srivastava shukla dubey trivedi bajaj arora chopra khanna sethi ahuja bansal goel garg jadhav pawar'],
    ],
    given: [
      [14, 'mohammed/mohammad/mohd/md ram'],
      [7, 'raj rahul amit anil sunil sanjay vijay ravi rajesh suresh ramesh mahesh sunita anita lakshmi/laxmi'],
      [
        4,
        'deepak/dipak manoj ashok vinod ajay pooja/puja priya neha rohit vikas ankit rakesh mukesh santosh krishna mohan gopal arjun arun prakash dinesh sandeep/sandip sachin pradeep/pradip naresh geeta/gita rekha kavita meena seema asha usha radha shiva shanti sita kiran jaya anand nitin gaurav manish harish jyoti nisha swati divya shreya aarav vivek alok abhishek',
      ],
    ],
  },
  southAsia: {
    family: [
      [60, 'khan/kahn'],
      [45, 'ahmed/ahmad/ahmet ali hussain/hussein/hossain/husain islam rahman/rehman'],
      [25, 'begum malik/malek shah iqbal akhtar/akter/akhter bibi hassan/hasan'],
      [
        12,
        'butt chaudhry/choudhury/chowdhury mahmood/mahmud/mahmoud hussaini qureshi siddiqui/siddique sheikh/shaikh mia/miah uddin haque/haq/hoque alam sarkar/sarker das roy karim/kareem raza rana mirza baig/beg aslam akram javed nawaz khatun hossen sultana bano perera silva fernando',
      ],
    ],
    given: [
      [130, 'mohammed/muhammad/mohammad/mohamed/muhammed/mohamad/muhamad/md/mohd'],
      [25, 'ali abdul ahmed/ahmad'],
      [
        9,
        'syed/sayed/said ghulam imran usman/osman/othman bilal hamza hassan/hasan hussain/hussein abdullah tariq/tarek asif kashif nadeem naveed shahid zahid khalid/khaled rashid/rasheed saeed/said nasir/nasser yasir omar/umar fatima/fatema ayesha/aisha maryam sana zainab amina shabana nasreen nazma salma rabia iftikhar faisal fahad farhan waqar aamir/amir adnan arif zubair sajid junaid',
      ],
    ],
  },
  arab: {
    family: [
      [
        30,
        'mohammed/muhammad/mohamed/mohammad/mohamad/muhammed/muhamad ali/aly ahmed/ahmad hassan/hasan hussein/husayn/hussain/hossein/husein',
      ],
      [
        18,
        'ibrahim/ebrahim mahmoud/mahmud mustafa/mostafa/mustapha abdullah/abdallah/abdalla saleh/salih/salah khalil',
      ],
      [
        9,
        'said/saeed/saeid/sayed/sayyid yousef/yusuf/youssef/yousuf omar/umar othman/osman/uthman khaled/khalid salem/salim/saleem nasser/nasir/naser hamad/hamed/hamid abbas kamal/kamel/kamil haddad khoury/khouri mansour/mansur masri najjar hamdan hamdi amin/ameen aziz rashid/rasheed/rachid karim/kareem jaber/jabir/jabbar fadel/fadl/fadil sulaiman/suleiman/soliman/sulayman farouk/faruq awad ismail/ismael jamal/gamal adel/adil daoud/dawood/dawud',
      ],
      [
        4,
        'shahin/shaheen zaki nabil ghanem/ghanim saad/sad hadi mahdi/mehdi kazim/kazem jassim/jasim/qasim/kassem/qassem shammari otaibi/utaybi qahtani ghamdi harbi zahrani dosari mutairi shehri maliki tamimi obaidi/ubaydi jubouri/jaburi rubaie saadi dulaimi/dulaymi asadi basri baghdadi tikriti halabi shami hariri sabbagh hakim/hakeem taha musa/moussa/mousa isa/issa/eissa yahya/yehia idris/idriss bakr/bakri benali haidar/haydar/haider zayed/zaid/zayd farid/fareed samir/sameer fathi habib rahman',
      ],
    ],
    given: [
      [75, 'mohammed/muhammad/mohamed/mohammad/mohamad/muhammed/muhamad'],
      [40, 'ahmed/ahmad'],
      [30, 'ali/aly abdullah/abdallah/abdalla abd/abdul/abdel/abdal'],
      [
        18,
        'hassan/hasan hussein/husayn/hussain/husein mahmoud/mahmud mustafa/mostafa/mustapha ibrahim/ebrahim khaled/khalid omar/umar yousef/yusuf/youssef/yousuf',
      ],
      [
        9,
        'abdulrahman/abdelrahman/abdurrahman rahman said/saeed/sayed/sayyid saleh/salih/salah tarek/tariq/tareq hamza/hamzah amr/amro adel/adil karim/kareem walid/waleed nasser/nasir/naser samir/sameer fatima/fatma/fatimah aisha/aicha mariam/maryam/mariem nour/noor/nur sara/sarah zainab/zaynab',
      ],
      [
        4,
        'abdelaziz/abdulaziz aziz majid/majed/majeed rashid/rachid salim/salem jamal/gamal kamal/kamel hamid/hamed/hamad bilal/belal faisal/faysal fahd/fahad sultan turki bandar saud nayef/naif talal hani/hany hisham/hesham ashraf ayman/aiman essam/issam/isam emad/imad fadi rami ramzi sami/samy wael/wail yasser/yasir ziad/ziyad zaid/zayd bassam basim/basem ghassan hatem/hatim jaber/jabir murad/mourad munir/mounir nabil nizar osama/usama/oussama raed/raid riad/riyad rida/reda saad/sad sabri shadi/chadi taha taher/tahir yahya/yehia younes/yunus/younis zakaria/zakariya ismail/ismael idris/driss khadija/khadijah layla/leila/laila amina/aminah hanan huda/houda iman/eman mona/muna nadia rania/raniya salma samira yasmin/yasmine/yasmeen zahra amal asma/asmaa dina ghada heba/hiba',
      ],
    ],
  },
  iranAndCentralAsia: {
    family: [
      [
        12,
        'mohammadi/mohamadi hosseini/hoseini/husseini/hussaini ahmadi rezaei/rezai/rezaie karimi moradi hashemi/hashimi mousavi/musavi/moosavi jafari/jaafari rahimi',
      ],
      [
        5,
        'ebrahimi/ibrahimi sadeghi/sadiqi heidari/haidari/heydari akbari bagheri/baqeri amiri rostami alavi kazemi/kazimi ghasemi/qasemi/qasimi salehi/salihi abbasi soleimani/sulaimani zare najafi taheri yousefi/yusufi/yousafi noori/nouri/nuri safari sharifi mahmoudi/mahmudi azizi nazari haqqani/haghani zadran wardak popal stanikzai achakzai noorzai popalzai barakzai ahmadzai',
      ],
    ],
    given: [
      [50, 'mohammad/mohammed/muhammad/mohamed'],
      [25, 'ali reza/raza hossein/hussein/hossain/hussain'],
      [
        9,
        'mehdi/mahdi hassan/hasan amir ahmad/ahmed abdul abbas akbar hamid majid saeed/said mahmoud/mahmood javad/jawad hadi mohsen/muhsin karim fatemeh/fatima zahra maryam gul agha/aqa jan khan shah wali/vali ghulam/gholam hamidullah najibullah nasrullah rahmatullah habibullah abdullah',
      ],
    ],
  },
  turkey: {
    family: [
      [15, 'yilmaz kaya demir'],
      [8, 'sahin celik yildiz yildirim ozturk aydin ozdemir arslan/aslan dogan kilic'],
      [4, 'cetin kara koc kurt ozkan simsek polat korkmaz can tekin bulut keskin avci erdogan guler turk ates aksoy'],
    ],
    given: [
      [30, 'mehmet/mehmed/muhammet mustafa'],
      [18, 'ahmet/ahmed ali huseyin/huseyn hasan/hassan fatma ayse emine'],
      [
        8,
        'ibrahim ismail osman yusuf murat omer ramazan halil suleyman abdullah hatice zeynep elif meryem merve ozlem',
      ],
      [4, 'kemal emre burak can deniz serkan hakan fatih cem tolga volkan selim esra busra yasemin sibel kadir bekir'],
    ],
  },
  russiaAndNeighbours: {
    family: [
      [14, 'ivanov/ivanova smirnov/smirnova'],
      [9, 'kuznetsov/kuznetsova popov/popova petrov/petrova vasiliev/vasilyev/vasilieva sokolov/sokolova'],
      [
        5,
        'mikhailov/mikhailova novikov/novikova fedorov/fedorova morozov/morozova volkov/volkova alekseev/alexeev/alekseeva lebedev/lebedeva semenov/semyonov/semenova egorov/egorova pavlov/pavlova kozlov/kozlova stepanov/stepanova nikolaev/nikolaeva orlov/orlova andreev/andreeva makarov/makarova nikitin/nikitina zakharov/zakharova zaitsev/zaytsev/zaitseva solovyov/soloviev borisov/borisova yakovlev/yakovleva grigoriev/grigoryev romanov/romanova vorobyov/vorobiev sergeev/sergeyev/sergeeva kuzmin/kuzmina frolov/frolova alexandrov/aleksandrov dmitriev/dmitrieva',
      ],
      [
        3,
        'shevchenko melnyk/melnik kovalenko bondarenko boyko/boiko tkachenko kravchenko kovalchuk koval shevchuk polishchuk/polischuk savchenko oliynyk/oleynik lysenko marchenko rudenko moroz petrenko hryhorenko klymenko/klimenko pavlenko aliev/aliyev mamedov/mammadov guseinov/huseynov abdullaev/abdullayev magomedov ibragimov akhmedov rakhimov yusupov karimov petrosyan harutyunyan sargsyan hovhannisyan beridze',
      ],
    ],
    given: [
      [
        35,
        'aleksandr/alexander/alexandr/aleksander sergei/sergey/serhii dmitri/dmitry/dmitriy/dmytro andrei/andrey/andrii aleksei/alexey/alexei/oleksii',
      ],
      [
        22,
        'vladimir/volodymyr ivan mikhail/mykhailo evgeny/evgeniy/yevgeny/evgenii nikolai/nikolay/mykola yuri/yuriy/yury/yurii elena/yelena/olena olga/olha tatiana/tatyana/tetiana natalia/nataliya/natalya/nataliia anna irina/iryna',
      ],
      [
        10,
        'maksim/maxim viktor/victor igor/ihor oleg/oleh pavel/pavlo roman vitaly/vitaliy/vitalii anatoly/anatoliy konstantin/kostiantyn artem/artyom kirill/kyrylo denis/denys ilya/illia vasily/vasiliy/vasyl svetlana/svitlana ekaterina/kateryna maria/mariya/mariia anastasia/anastasiya yulia/yuliya/julia oksana lyudmila/liudmyla galina/halyna ludmila daria ksenia alina marina victoria/viktoria/viktoriia alexandra/aleksandra bogdan/bohdan taras stanislav vadim/vadym ruslan timur rustam marat',
      ],
      [
        5,
        'vladimirovich aleksandrovich sergeevich ivanovich nikolaevich viktorovich mikhailovich anatolyevich yurievich',
      ],
    ],
  },
  spanish: {
    family: [
      [35, 'garcia rodriguez/rodrigues gonzalez/gonzales hernandez martinez lopez'],
      [25, 'perez/peres sanchez ramirez gomez/gomes'],
      [15, 'flores diaz/dias torres/tores rivera cruz/cruse morales reyes/reis gutierrez ruiz/ruis'],
      [
        8,
        'ramos ortiz castillo/castilho chavez/chaves fernandez/fernandes alvarez/alvares mendoza moreno romero jimenez vasquez/vazquez munoz rojas castro vargas guzman mendez/mendes salazar herrera medina aguilar juarez silva soto delgado suarez/soares contreras rios guerrero ortega estrada vega leon pena dominguez luna santos',
      ],
      [
        4,
        'nunez/nunes espinoza/espinosa sandoval cabrera molina campos alvarado cortez/cortes navarro acosta figueroa fuentes valencia mejia maldonado rosales padilla avila solis lara ayala carrillo zamora velasquez/velazquez cardenas miranda pineda marquez robles trujillo osorio quintero arias escobar cordoba salas mora bermudez duran montoya ospina restrepo giraldo zapata henao betancourt parra serrano blanco gil rubio sanz iglesias marin caballero villanueva correa ponce bautista santiago gallegos cervantes rosario franco beltran barrera cardona londono arango uribe jaramillo hurtado murillo cano',
      ],
    ],
    given: [
      [45, 'maria/marie/mary jose/joseph'],
      [25, 'juan/joan luis/luiz carlos/karlos'],
      [
        12,
        'antonio/anthony manuel/manoel francisco/francis jesus miguel/michael jorge/george pedro/peter alejandro/alexander fernando rafael/raphael ana/anna rosa/rose carmen',
      ],
      [
        7,
        'javier/xavier daniel david ricardo/richard roberto/robert eduardo/edward mario sergio andres/andrew pablo/paul alberto/albert angel oscar raul ramon enrique/henry diego jaime/james hector victor arturo/arthur cesar julio gabriel martin guadalupe martha/marta patricia laura sandra luz gloria elena isabel/elisabeth teresa silvia claudia adriana alejandra gabriela andrea juana margarita veronica yolanda',
      ],
      [
        4,
        'alfredo armando gustavo guillermo hugo ernesto felipe ruben salvador ignacio joaquin gerardo rodolfo jairo alvaro camilo wilson edgar german fabian jhon william alvaro orlando mauricio esteban nelson gilberto jesus santiago sebastian nicolas mateo lucia sofia valentina camila daniela paola carolina natalia diana monica liliana angela julia beatriz cristina esperanza blanca alicia irma norma leticia josefina raquel susana',
      ],
    ],
  },
  portuguese: {
    family: [
      [90, 'silva santos'],
      [35, 'oliveira souza/sousa'],
      [18, 'rodrigues/rodriguez ferreira alves/alvares pereira lima gomes/gomez costa ribeiro martins carvalho'],
      [
        8,
        'almeida lopes/lopez soares/suarez fernandes/fernandez vieira barbosa rocha dias/diaz nascimento andrade moreira nunes/nunez marques/marquez machado mendes/mendez freitas cardoso ramos goncalves santana teixeira araujo pinto correia/correa castro campos cavalcante monteiro moura batista miranda melo azevedo',
      ],
    ],
    given: [
      [60, 'maria jose'],
      [
        15,
        'joao antonio ana carlos paulo pedro lucas luiz/luis marcos gabriel rafael daniel marcelo bruno eduardo felipe francisca adriana juliana marcia fernanda patricia aline sandra camila amanda',
      ],
      [6, 'manuel rui jorge miguel tiago ricardo andre fernando roberto rodrigo gustavo leonardo mateus vitor fabio'],
    ],
  },
  english: {
    family: [
      [9, 'smith/smyth'],
      [6, 'johnson/johnston williams/william brown/browne jones/jons'],
      [4, 'davis/davies miller/millar wilson/willson taylor/tailor anderson/andersen thomas/tomas moore/more'],
      [
        2.6,
        'jackson martin/marten thompson/thomson white/wight harris/haris lewis/louis clark/clarke walker hall young/yung robinson king wright/right scott/scot green/greene hill adams/addams baker/becker nelson/nielsen carter mitchell/mitchel roberts/robert campbell/cambell',
      ],
      [
        1.6,
        'phillips/philips evans turner parker collins/colins edwards stewart/stuart morris/maurice murphy/murphey cook/cooke rogers/rodgers morgan cooper peterson/petersen/pedersen reed/reid/read bailey/bayley kelly/kelley howard ward cox/cocks richardson watson brooks/brookes wood/woods bennett/bennet gray/grey james hughes/hughs price/pryce myers/meyers long foster sanders/saunders ross powell sullivan russell/russel jenkins perry/parry butler barnes/barns fisher/fischer henderson coleman simmons/simons patterson/paterson jordan reynolds graham hamilton ford lee/li allen/allan/alan',
      ],
      [
        1,
        'west cole hayes/hays gibson bryant/briant ellis stevens/stephens murray ford marshall/marshal owens/owen mcdonald/macdonald harrison kennedy wells alexander hunter hicks crawford henry boyd mason dixon/dickson hunt black daniels palmer mills nichols/nicholls grant knight ferguson rose stone dunn/dunne perkins hudson spencer gardner/gardiner payne/paine pierce/pearce/peirce kelley arnold tucker burns/byrne webb simpson crawford porter hart stephenson/stevenson oconnor obrien/oneill walsh/welsh shaw holmes robertson mccarthy chapman lawrence/laurence armstrong carpenter weaver greene elliott/elliot chavez cunningham lane carroll/carrol bradley riley/reilly andrews fox ryan doyle',
      ],
    ],
    given: [
      [22, 'john/jon james michael/micheal'],
      [15, 'david/davide robert/robbert william/willem mary/marie/maria'],
      [9, 'thomas/tomas richard joseph/josef daniel/danielle paul/pawl mark/marc christopher charles/charlie peter'],
      [
        6,
        'matthew/mathew anthony/antony andrew george/jorge steven/stephen kevin brian/bryan edward/eduard elizabeth/elisabeth jennifer/jenifer patricia linda/lynda barbara susan/suzan margaret jessica sarah/sara lisa nancy karen betty helen sandra ashley/ashleigh emily/emilie amanda donna michelle/michele kimberly/kimberley emma anna/ana laura',
      ],
      [
        3.5,
        'ronald kenneth/kennith joshua timothy jason jeffrey/geoffrey gary/garry ryan jacob/jakob nicholas/nicolas eric/erik jonathan/jonathon stephen larry justin scott brandon benjamin samuel gregory/gregor frank/franc alexander patrick raymond jack dennis/denis jerry tyler aaron jose adam nathan henry/henri douglas zachary kyle walter ethan jeremy harold keith christian roger noah gerald carl/karl terry sean/shawn/shaun austin arthur lawrence/laurence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan/allan/allen juan wayne roy ralph randy eugene vincent russell louis/lewis philip/phillip bobby johnny bradley carol/carole rebecca sharon stephanie cynthia/cinthia kathleen dorothy amy angela shirley brenda nicole samantha katherine/catherine/kathryn christine/kristine debra/deborah rachel/rachael carolyn janet virginia maria heather diane julie joyce victoria kelly christina joan evelyn lauren judith olivia frances martha cheryl megan andrea ann/anne jean alice hannah jacqueline kathy gloria teresa/theresa doris sara janice julia grace judy beverly denise marilyn amber danielle rose brittany diana abigail natalie jane sophie sophia charlotte lucy claire ian stuart simon martin nigel graham colin neil/neal trevor',
      ],
    ],
  },
  germanicAndNordic: {
    family: [
      [9, 'mueller/muller/moller schmidt/schmitt/schmid nielsen/nilsson/nilsen hansen/hanssen/hansson'],
      [
        4,
        'schneider fischer/fisher weber wagner meyer/meier/maier/mayer becker schulz/schultz/schulze hoffmann/hofmann koch bauer richter klein wolf/wolff schroeder/schroder neumann schwarz zimmermann braun krueger/kruger hofer hartmann lange werner krause lehmann jensen/jenssen/jansen/janssen andersen/anderson/andersson pedersen/petersen/petterson christensen/kristensen larsen/larsson sorensen johansson/johansen/johnson eriksson/eriksen karlsson/carlsson svensson gustafsson olsson/olsen jonsson persson berg/bergh korhonen virtanen',
      ],
      [3, 'jong/dejong vries/devries bakker visser smit/smith dijk vandijk berg janssen peters jacobs mertens'],
    ],
    given: [
      [
        9,
        'peter michael thomas/tomas andreas wolfgang klaus/claus hans/hansen jan/jahn anna/anne maria christian/kristian martin stefan/stephan',
      ],
      [
        5,
        'juergen/jurgen uwe frank/franck markus/marcus daniel alexander sebastian lars erik/eric karl/carl johan/johann anders lennart jens ursula monika sabine petra/petre renate karin/carin susanne/susan claudia julia katharina sven soren mikael/michael niels/nils ole per bjorn ingrid eva marie johannes pieter willem/wilhelm',
      ],
    ],
  },
  frenchAndItalian: {
    family: [
      [
        4,
        'martin bernard dubois thomas robert richard petit durand leroy/roy moreau simon laurent lefebvre/lefevre michel garcia david bertrand roux vincent fournier rossi/rosi russo/ruso ferrari esposito bianchi/bianci romano colombo ricci marino greco bruno gallo conti costa',
      ],
      [2, 'girard bonnet andre francois mercier blanc guerin boyer chevalier lambert fontaine giordano mancini rizzo'],
    ],
    given: [
      [15, 'jean/jeanne marie/maria'],
      [
        7,
        'pierre michel/michele andre/andrea philippe nicolas alain bernard jacques/jacque francois/francesco laurent catherine nathalie isabelle christophe patrick giuseppe giovanni antonio mario luigi/luis anna marco paolo alessandro',
      ],
    ],
  },
  africa: {
    family: [
      [
        8,
        'mohamed/mohammed abubakar/aboubakar ibrahim musa/moussa diallo traore/toure keita/kone coulibaly okafor mensah',
      ],
      [
        4,
        'adeyemi okeke eze nwosu okoro obi adebayo balogun bello sani usman/ousmane abdullahi abdi ali hassan ahmed osei owusu boateng asante appiah addo amoah diop ndiaye/ndiay fall sow ba/bah camara cisse sylla barry sissoko kamau mwangi otieno ochieng odhiambo njoroge mutua moyo dlamini nkosi ndlovu khumalo mokoena naidoo pillay botha vandermerwe tesfaye/tesfay bekele kebede haile tadesse girma',
      ],
    ],
    given: [
      [
        6,
        'mohamed/mohammed ibrahim/ibrahima emmanuel john joseph grace mary blessing samuel daniel david fatima/fatou/fatoumata aminata/amina mariama mamadou/mamadu amadou/ahmadou ousmane/usman abdoulaye/abdullahi moussa/musa ali kwame kofi yaw chukwu chinedu ngozi oluwaseun tunde',
      ],
    ],
  },
  southEastAsia: {
    family: [
      [
        6,
        'santos reyes/reys cruz/delacruz bautista ocampo garcia mendoza torres castillo flores tan/tang lim/lin lee/li ng wong/wang chan/chen ong/ang goh/go teo koh yap abdullah/abdulah ismail rahman ibrahim',
      ],
      [4, 'wijaya setiawan susanto santoso hidayat saputra kurniawan nugroho pratama lestari sari putri putra gunawan'],
    ],
    given: [
      [
        10,
        'muhammad/mohammed/mohamad/mohd ahmad/ahmed/achmad abdul siti nur/noor/nurul sri dewi agus budi maria/mary john/jhon jose',
      ],
      [
        4,
        'mark michael angelica grace joy rose ann anna christian eko andi dedi hendra iwan rudi wahyu yanto mohamad ismail ibrahim aziz bin somchai somsak suda malee nattaya',
      ],
    ],
  },
};

/** Words of companies that send and receive parcels, per mille of the words of their names; more roughly still. */
export const companyWords: readonly Tier[] = [
  [20, 'trading international company/companies group/groupe/grupo shop/shops store/stores'],
  [
    10,
    'global/globe import/imports export/exports china trade services/service enterprise/enterprises industries/industry/industrial technology/technologies/tech electronic/electronics logistics express shipping',
  ],
  [
    5,
    'general/generale national world/worldwide star/stars golden/gold new union united first great city east west north south asia asian america american europe european euro africa gulf national royal power energy oil gas petroleum marine maritime ocean sea shenzhen guangzhou hong kong hongkong yiwu shanghai beijing hangzhou dubai tehran istanbul moscow london health healthcare pharma pharmaceutical/pharmaceuticals pharmacy medical chemical/chemicals chem bio biotech lab labs laboratory/laboratories fashion jewelry/jewellery textile/textiles garment/garments digital online media design studio house home auto motor/motors parts tools machinery equipment metal/metals steel plastic/plastics food/foods beauty cosmetics sport/sports toys pet gift/gifts supply/supplies products commercial commerce development investment/investments holding/holdings construction engineering consulting solutions systems system network/networks travel tours transport transportation agency office center/centre foundation association institute bank financial finance capital security sun blue red black white green silver diamond crystal dragon phoenix lucky happy best top super mega max smart easy fast direct plus pro one',
  ],
];
