/** Given names that stand for each other: short forms, and forms of one name in several languages. Not complete. */
const groups: readonly string[] = [
  'john juan ivan jean johann johannes giovanni joao jan ian sean johnny jack',
  'theodore ted teddy fyodor feodor fedor',
  'william bill billy will liam guillermo guillaume wilhelm',
  'robert bob bobby rob roberto',
  'richard dick rick ricardo',
  'edward ed eddie eduardo',
  'james jim jimmy jaime',
  'joseph joe jose giuseppe josef iosif yusuf yousef',
  'michael mike mikhail miguel michel mihail',
  'alexander alex aleksandr alexandre alejandro sasha sascha oleksandr aliaksandr aleksandar alexandros',
  'alexandra sandra sasha',
  'charles charlie carlos karl carl',
  'thomas tom tommy tomas',
  'peter pete pedro pyotr petr pierre pietro petro',
  'paul pablo pavel paolo pavlo',
  'george jorge georgi georgy yuri jurgen giorgio heorhii',
  'henry hank enrique heinrich henri',
  'anthony tony antonio anton antoine',
  'francis frank francisco paco franz francesco francois',
  'frederick fred federico friedrich',
  'christopher chris cristobal',
  'matthew matt mateo matthias matteo matvey',
  'daniel dan danny',
  'david dave',
  'samuel sam',
  'benjamin ben binyamin',
  'stephen steven steve esteban stefan etienne',
  'andrew andy andres andrei andrey andre andrii',
  'nicholas nick nikolai nikolay nicolas mykola nikolaos',
  'gregory greg grigory',
  'dimitri dmitri dmitry dima dmytro',
  'sergei sergey serhii serej sergio serge',
  'eugene evgeny yevgeny evgeni yevgeniy evgeniy',
  'vladimir volodymyr wolodymyr vova uladzimir',
  'elizabeth liz beth isabel elisabeth',
  'margaret maggie peg margarita',
  'catherine kate katherine ekaterina catalina',
  'mary maria marie',
  'philip phil felipe philippe filip',
  'lawrence larry lorenzo',
  'ronald ron',
  'donald don',
  'kenneth ken',
  'timothy tim',
  'jeffrey jeff',
  'gabriel gabe',
  'luke lucas luca',
  'mark marcus marco marcos',
  'arthur arturo',
  'leo leon lev',
  'victor viktor',
  'hugh hugo',
  'lewis louis luis luigi ludwig',
  'raymond ray ramon',
  'ralph raul',
  'abraham ibrahim abe',
  'isaac ishaq',
  'jacob jakob yakov yaqub santiago diego',
  'moses moshe musa',
  'solomon suleiman sulayman',
  // parts of Arabic names and Korean family names, by their usual spellings
  'abd abdul abdel abdal abdur abdou abdoul',
  'lee ri yi rhee',
  'park pak bak',
  'choi choe',
  'jung jeong chung jong',
  'kim gim',
];

const groupOf = new Map<string, number[]>();
/** Numbers of the groups that a name is in. */
export const nicknameGroups: ReadonlyMap<string, readonly number[]> = groupOf;

for (const [number, group] of groups.entries()) {
  for (const name of group.split(' ')) groupOf.set(name, [...(groupOf.get(name) ?? []), number]);
}

export function areNicknames(a: string, b: string): boolean {
  const other = groupOf.get(b);
  return other !== undefined && (groupOf.get(a)?.some((group) => other.includes(group)) ?? false);
}
