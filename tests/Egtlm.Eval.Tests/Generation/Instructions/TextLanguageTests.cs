using Egtlm.Eval.Generation.Instructions.Language;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Instructions;

/// <summary>Sentences of our own; langdetect 1.0.9 gives the same for each where nothing else is said.</summary>
public sealed class TextLanguageTests
{
    [Theory]
    [InlineData("en", "Our neighbour planted three apple trees behind the old barn last spring.")]
    [InlineData("en", "Quantum computers use superposition to explore many states at once.")]
    [InlineData("en", "DO NOT FEED THE BEARS, EVEN WHEN THEY LOOK HUNGRY AND FRIENDLY.")]
    [InlineData("es", "El tren de la mañana llega tarde casi todos los días cuando llueve.")]
    [InlineData("es", "Mi hermana trabaja en una librería pequeña cerca del puerto.")]
    [InlineData("pt", "A biblioteca da cidade fica aberta até às dez horas da noite.")]
    [InlineData("pt", "Os meus avós moram numa casa antiga perto do mar e gostam de pescar.")]
    [InlineData("fr", "Le boulanger du village prépare le pain avant le lever du soleil.")]
    [InlineData("fr", "Nous avons oublié nos clés dans la voiture de ma tante.")]
    [InlineData("de", "Die Kinder spielen nach der Schule gern am Bach hinter dem Haus.")]
    [InlineData("de", "Vor dem Frühstück liest mein Großvater immer die Zeitung.")]
    [InlineData("it", "La mattina beviamo un caffè al bar prima di andare al lavoro.")]
    [InlineData("it", "Il gatto dorme sotto il tavolo mentre fuori piove forte.")]
    [InlineData("pl", "W niedzielę pojedziemy nad jezioro, jeśli pogoda się nie zmieni.")]
    [InlineData("pl", "Mój brat uczy się gry na skrzypcach od pięciu lat.")]
    [InlineData("vi", "Hôm qua tôi đi chợ mua rau và cá tươi cho cả nhà.")]
    [InlineData("vi", "Thành phố này có nhiều cây xanh và những con đường rất đẹp.")]
    [InlineData("sw", "Watoto wanacheza mpira karibu na nyumba ya mwalimu wao.")]
    [InlineData("sw", "Leo asubuhi nilikwenda sokoni kununua matunda na mboga.")]
    [InlineData("fi", "Talvella järvi jäätyy ja lapset luistelevat koulun jälkeen.")]
    [InlineData("fi", "Äitini osti uuden polkupyörän, koska vanha oli rikki.")]
    [InlineData("nl", "De kinderen fietsen elke ochtend samen naar school in het dorp.")]
    [InlineData("sv", "På sommaren badar vi i sjön och plockar blåbär i skogen.")]
    [InlineData("da", "Nå har jeg også kjøpt ski, og etter jobb går vi ut i skogen hver kveld.")] // Norwegian
    [InlineData("da", "Min nabo har købt en ny cykel, og nu kører han på arbejde hver dag.")]
    [InlineData("ro", "În fiecare dimineață bunica mea hrănește păsările din grădină.")]
    [InlineData("hu", "A nagymamám minden vasárnap süteményt süt az unokáinak.")]
    [InlineData("tr", "Kardeşim her sabah okula yürüyerek gidiyor ve çok mutlu.")]
    [InlineData("id", "Kami akan pergi ke pantai bersama keluarga pada hari Minggu.")]
    [InlineData("cs", "Každé ráno chodím se psem do lesa a poslouchám ptáky.")]
    [InlineData("ca", "Els nens juguen a la plaça del poble mentre els avis parlen amb els veïns.")]
    public void A_sentence_in_Latin_letters_has_its_language(string expected, string text)
    {
        Assert.Equal(expected, TextLanguage.Of(text));
    }

    [Theory]
    [InlineData("ru", "Вчера вечером мы долго гуляли по набережной и смотрели на корабли.")]
    [InlineData("ru", "Моя бабушка печёт самые вкусные пироги с яблоками.")]
    [InlineData("uk", "Вчора ввечері ми довго гуляли набережною і дивилися на кораблі.")]
    [InlineData("uk", "Моя бабуся пече найсмачніші пироги з яблуками.")]
    [InlineData("bg", "Вчера вечерта се разхождахме дълго край реката и гледахме корабите.")]
    [InlineData("bg", "Моята баба прави най-вкусната баница със сирене.")]
    [InlineData("ar", "ذهبت مع أختي إلى السوق لشراء الخضار والفواكه الطازجة.")]
    [InlineData("ar", "المدرسة قريبة من البيت وفيها مكتبة كبيرة.")]
    [InlineData("fa", "دیروز با خواهرم به بازار رفتم و میوه‌های تازه خریدم.")]
    [InlineData("fa", "مدرسه نزدیک خانه است و کتابخانه بزرگی دارد.")]
    [InlineData("ur", "کل میں اپنی بہن کے ساتھ بازار گیا اور تازہ پھل خریدے۔")]
    [InlineData("ur", "اسکول گھر کے قریب ہے اور اس میں ایک بڑی لائبریری ہے۔")]
    [InlineData("hi", "कल मैं अपनी बहन के साथ बाज़ार गया और ताज़े फल खरीदे।")]
    [InlineData("hi", "स्कूल घर के पास है और उसमें एक बड़ा पुस्तकालय है।")]
    [InlineData("mr", "काल मी माझ्या बहिणीसोबत बाजारात गेलो आणि ताजी फळे घेतली.")]
    [InlineData("mr", "शाळा घराजवळ आहे आणि तिथे मोठे ग्रंथालय आहे.")]
    [InlineData("ne", "हिजो म मेरी बहिनीसँग बजार गएँ र ताजा फलफूल किनें।")]
    [InlineData("ne", "विद्यालय घरको नजिकै छ र त्यहाँ ठूलो पुस्तकालय छ।")]
    public void A_sentence_in_a_shared_script_has_its_language(string expected, string text)
    {
        Assert.Equal(expected, TextLanguage.Of(text));
    }

    [Theory]
    [InlineData("he", "הילדים משחקים בגינה אחרי בית הספר.")]
    [InlineData("bn", "আমি প্রতিদিন সকালে নদীর ধারে হাঁটতে যাই।")]
    [InlineData("pa", "ਮੈਂ ਹਰ ਰੋਜ਼ ਸਵੇਰੇ ਨਦੀ ਦੇ ਕੰਢੇ ਸੈਰ ਕਰਦਾ ਹਾਂ।")]
    [InlineData("gu", "હું દરરોજ સવારે નદી કિનારે ફરવા જાઉં છું.")]
    [InlineData("ta", "நான் தினமும் காலையில் ஆற்றங்கரையில் நடக்கிறேன்.")]
    [InlineData("te", "నేను ప్రతిరోజు ఉదయం నది ఒడ్డున నడుస్తాను.")]
    [InlineData("kn", "ನಾನು ಪ್ರತಿದಿನ ಬೆಳಿಗ್ಗೆ ನದಿಯ ದಡದಲ್ಲಿ ನಡೆಯುತ್ತೇನೆ.")]
    [InlineData("ml", "ഞാൻ എല്ലാ ദിവസവും രാവിലെ പുഴക്കരയിൽ നടക്കാൻ പോകുന്നു.")]
    [InlineData("th", "ฉันเดินเล่นริมแม่น้ำทุกเช้า")]
    [InlineData("ko", "나는 매일 아침 강가를 산책한다.")]
    [InlineData("ja", "毎朝、川のそばを散歩しています。")]
    [InlineData("el", "Κάθε πρωί περπατάω δίπλα στο ποτάμι.")]
    public void A_sentence_in_a_script_of_its_own_has_its_language(string expected, string text)
    {
        Assert.Equal(expected, TextLanguage.Of(text));
    }

    [Theory]
    [InlineData("zh", "我每天早上在河边散步。")] // langdetect: zh-cn
    [InlineData("zh", "用 Python 写一个读取文件的函数，并且处理异常。")]
    [InlineData("en", "The word 学习 means to learn.")]
    [InlineData("en", "HELLO WORLD")] // langdetect guesses Somali
    [InlineData("und", "Ħaġar")] // langdetect guesses
    [InlineData("und", "የአማርኛ")] // langdetect has no such letters: no language found
    [InlineData("ru", "Сайт https://example.com/a/very/long/path/of/the/page закрыт и не работает")]
    [InlineData(null, "12345 !!!")]
    [InlineData(null, "")]
    [InlineData(null, "https://example.com")]
    public void Mixed_short_and_strange_texts_have_a_language_or_none(string? expected, string text)
    {
        Assert.Equal(expected, TextLanguage.Of(text));
    }
}
