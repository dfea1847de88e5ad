namespace Egtlm.Eval.Generation.Instructions.Language;

/// <summary>The languages of the scripts that several share; word lists of our own.</summary>
/// <remarks>
/// Beside IFEval's languages there are neighbours (<c>nl</c>, <c>sv</c>, …) so that their texts are not taken for one;
/// <c>da</c> stands for Norwegian too.
/// </remarks>
internal static class LanguageProfiles
{
    public static LanguageProfileSet Latin { get; } = new(
        new("en", "", "the and of to in is it you that he was for on are with as his they at be this have from or "
            + "had by but not what all were we when your can said there an which she do how their if will would "
            + "about these has my who its than been no i our because so very just also should could into some any "
            + "more me him her"),
        new("de", "ßäöü", "der die das und ist in den von zu mit sich des auf für nicht ein eine als auch es an "
            + "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben "
            + "nur oder aber vor zur bis mehr durch man ich wir ihr sein wurde kann sehr wenn im dem vom du mich "
            + "dich uns was diese dieser"),
        new("es", "ñ¿¡óíáéú", "el la de que y en los del se las por un para con no una su al es lo como más pero "
            + "sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde "
            + "todo nos durante todos uno les ni contra otros ese eso había ante ellos e esto mí antes algunos qué "
            + "unos yo otro está son tiene"),
        new("pt", "ãõçáéíóúâêô", "o a de que e do da em um para é com não uma os no se na por mais as dos como mas "
            + "foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela "
            + "entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem "
            + "suas meu às minha são"),
        new("fr", "œçèùêàâîûëïé", "le la les de des du un une et est en que qui dans il elle pour pas sur au ce ne "
            + "se plus par je avec tout faire son mais comme ou si leur y dit nous vous ils bien où sans même aussi "
            + "cette ces être ont été aux sont sa ses mon ma mes votre notre très d l c j n qu s m t"),
        new("it", "òìèùà", "il di che è e la per un in una non sono mi si lo ho con ma le ti ha cosa da come no a "
            + "ci questo qui hai sei del bene io se gli i della dei nel alla al più anche mio tutto te lei era "
            + "essere perché o delle degli sua suo nella molto quando loro dell l c d all sotto fuori mentre prima "
            + "dopo dove sempre sul dal fatto ed"),
        new("pl", "łąęśżźćńó", "w i na z do nie się że to jest o a jak za od przez po co ale dla tym czy ich są "
            + "tylko być był jego tego która który które ma już może go oraz przy we lub jako też gdy ze było mi "
            + "tak jej tej bardzo"),
        new("vi", "ơưđăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", "là và của có không tôi bạn cho một người "
            + "được trong này với các những để đã khi cũng từ ở rất như anh em chúng ta đó thì nhiều ra về đi con "
            + "làm"),
        new("sw", "", "na ya wa kwa ni za katika la kuwa cha hii ambayo hiyo huu kama pia yake lakini au watu moja "
            + "mimi wewe yeye sisi nyinyi wao hapa sana kwamba vya yetu yangu wengi wakati baada kila siku hivyo "
            + "ndani bila si leo jana kesho wote asubuhi watoto mtu kazi sababu ili"),
        new("fi", "äö", "ja on ei se että hän oli en mutta ovat kun niin myös kuin joka olen minä sinä tai jos mitä "
            + "tämä sen ole voi kanssa sitä hyvin nyt vain me he ne olla ollut jotka jo koko tänään hänen minun "
            + "sekä kuten koska jälkeen ennen jossa kaikki mukaan paljon vielä",
            "ää ään een iin sta stä ssa ssä lla llä lle lta ltä tta ttä nen isen ksi ista istä uksen minen"),
        new("nl", "", "de het een van en in is dat op te zijn met voor niet die aan er om ook als dan maar bij uit "
            + "nog naar heeft wordt hij ze ik je wij door over tot worden kan deze geen meer werd dit zo wat was "
            + "mijn over veel"),
        new("sv", "åäö", "och att det i en jag som är av för på den med till inte har de ett om han var vi så men "
            + "sig från kan när du eller nu ska hon hade också mycket efter detta vid alla mot min sin"),
        new("da", "æøå", "og i at det er en til af av på for med den de som ikke der har jeg et var han fra vi kan "
            + "eller om så men sig seg blev ble også efter etter ved nu nå hun havde hadde meget mye mig meg dig "
            + "deg hvad hva være"),
        new("ro", "ășțâîşţ", "și de la în a cu pe nu că este care din o se pentru un mai au sunt fi să ce dar ca "
            + "sau după când foarte fost prin această acest lui ei"),
        new("hu", "őűáéöüóú", "a az és hogy nem egy is van meg de ez mint csak már volt el ha kell lesz még akkor "
            + "azt nagyon vagy minden sem ki be ami"),
        new("tr", "ığşçöü", "ve bir bu için de da ile çok ne var mı ama gibi daha olarak o ben en kadar olan sonra "
            + "değil her şey mi diye ki ya veya biz sen"),
        new("id", "", "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena bisa ada "
            + "mereka lebih kami kita atau sudah oleh adalah anda sebagai tetapi kamu telah"),
        new("tl", "", "ang ng sa na mga ay at ko ito mo si niya hindi para siya kung ako ni may namin natin sila ka "
            + "lang din"),
        new("cs", "ěščřžýůáíé", "a je se na v to že s z do o i jako ale si by tak pro jsem jsou za po od které být "
            + "byl co když nebo není jeho velmi také už jen"),
        new("hr", "čćđšž", "i je u na se da za su od s a što kao ne koji iz o do ali sam bi koja nije ili samo kako "
            + "više biti"),
        new("ca", "çàèò", "el la els les de que i a en un una per amb no és del al dels es com més però aquest "
            + "aquesta són també si ha molt on seva"));

    public static LanguageProfileSet Cyrillic { get; } = new(
        new("ru", "ыэё", "и в не на что я с он как это по но они мы все она так его за был была было от для же есть "
            + "или мой если уже нет очень когда чтобы только меня бы у к из о вы ты который этот",
            "ать ять ить еть ться ется ого ому ые ый ая ство"),
        new("uk", "іїєґ", "і в не на що я з він як це та по але вони ми все вона так його за був була було від для "
            + "же є або мій якщо вже немає дуже коли щоб тільки мене й у до який цей про",
            "ати яти ити ться ого ому ння ття ість ство"),
        new("bg", "ъ", "и в не на че аз с той как това по но те ние всички тя така за от да се е са ще съм си със "
            + "към който като много има няма до при само във беше или ли му го вие ти",
            "ите ата ето ията ият ът ния ваме ство"),
        new("mk", "ѓќѕјљњџ", "и во не на дека јас со тој како ова по но тие ние сите таа за од да се е сум што "
            + "многу има нема"),
        new("sr", "јљњћђџ", "и у не на да је се су за од са као што али или ми ви он она то ово који би сам није"));

    public static LanguageProfileSet Arabic { get; } = new(
        new("ar", "ةىأإكيؤئ", "في من على إلى أن هذا هذه التي الذي كان ما لا هو هي عن مع كل أو ثم لم قد بعد و يا نحن "
            + "أنا كما"),
        new("fa", "پچژگکی", "و در به از که این است را با برای آن یک می شود شد های ها بود تا هم من ما بسیار خود بر "
            + "هر نیست"),
        new("ur", "ٹڈڑےںہھکیچپگ", "کے کی کا میں ہے ہیں اور سے کو نے یہ وہ پر بھی تھا تھی کہ جو اس ایک نہیں کیا ہم "
            + "آپ بہت"));

    public static LanguageProfileSet Devanagari { get; } = new(
        new("hi", "", "है हैं का की के में और से को पर नहीं यह वह था थी थे एक ने भी कि इस हो तो जो कर ही अपने लिए "
            + "गया रहे रहा मैं हम आप बहुत उस उन क्या हूँ हूं या साथ",
            "ियाँ ियां ाएँ ों ता ती ते ना"),
        new("mr", "ळ", "आहे आहेत आणि मध्ये हे ती तो ते या नाही होते होता होती केले एक साठी की मी आम्ही तुम्ही "
            + "आपल्या खूप हा ही आपण पण त्या असे आज अतिशय म्हणून काही किंवा",
            "ांचे ांची ांचा ात ाने ाला च्या ून तात ेल"),
        new("ne", "", "छ छन् छौं र को मा ले हो यो त्यो गर्न गर्छ भएको पनि लाई हुन्छ थियो थिए हामी तपाईं म मेरो छैन "
            + "धेरै तर एक गरेको भने लागि हुन् उनी आज",
            "हरू हरूको को ले लाई मा छन् छौं ्छ"));
}
